import {readFileSync, writeFileSync} from 'node:fs';

/** Puts text into README.md as the fenced block between `<!-- name -->` and `<!-- /name -->`. Throws when the marks are missing. */
export function replaceBlock(name, text) {
	const readme = readFileSync('README.md', 'utf8');
	const marks = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
	if (!marks.test(readme)) {
		throw new Error(`README.md has no marks for ${name}.`);
	}

	writeFileSync(
		'README.md',
		readme.replace(marks, (_, begin, end) => `${begin}\`\`\`text\n${text.trimEnd()}\n\`\`\`\n${end}`),
	);
}
