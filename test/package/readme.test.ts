import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {exitCodes} from '../../source/errors/kinds.ts';
import {runEvent} from '../../source/runner/events.ts';
import {deploymentSteps} from '../../source/steps/steps.ts';
import {runCli} from '../support/cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = await readFile(path.join(root, 'README.md'), 'utf8');

/** The fenced text between `<!-- name -->` and `<!-- /name -->`. */
function block(name: string): string {
	return new RegExp(`<!-- ${name} -->\n\`\`\`text\n([\\s\\S]*?)\n\`\`\`\n<!-- /${name} -->`).exec(readme)?.[1] ?? '';
}

for (const [name, words] of Object.entries({usage: ['--help'], create: ['create', '--help']})) {
	test(`the README shows usage exactly as ${words.join(' ')} prints it`, async t => {
		const {stdout, code} = await runCli(t, words);
		t.is(code, 0);
		t.is(block(name), stdout.trimEnd());
	});
}

test('the README names every environment variable that the tool reads', async t => {
	const files = await readdir(path.join(root, 'source'), {recursive: true});
	const texts = await Promise.all(
		files.filter(file => /\.tsx?$/.test(file)).map(file => readFile(path.join(root, 'source', file), 'utf8')),
	);
	const variables = new Set(texts.join('\n').match(/\b(WASPER|AZURE|CLOUDFLARE)_[A-Z_]+[A-Z]\b/g));
	t.deepEqual(
		[...variables].filter(name => !readme.includes(name)),
		[],
	);
});

test('the README names every exit code', t => {
	for (const [name, code] of Object.entries(exitCodes)) {
		t.regex(readme, new RegExp(`^\\| ${code} \\|`, 'm'), name);
	}
});

test('the README names every event', t => {
	for (const {shape} of runEvent.options) {
		t.true(readme.includes(`\`${shape.type.value}\``), shape.type.value);
	}
});

test('the picture in the README shows steps as the tool names them', t => {
	const titles = new Set(deploymentSteps().map(step => step.title));
	const shown = block('checklist').matchAll(/^  [✔⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏○] (.+?)  /gm);
	const names = Array.from(shown, match => match[1] ?? '');
	t.true(names.length > 5, names.join(', '));
	t.deepEqual(
		names.filter(name => !titles.has(name)),
		[],
	);
});
