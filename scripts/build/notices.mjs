import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

/** Licences under which a package may be part of the published bundle. */
const allowed = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'Unlicense']);

/**
 * The text of THIRD-PARTY-NOTICES.txt: every package in the bundle with its licence.
 * Throws when a package's licence is not one of those allowed.
 */
export async function notices(metafile) {
	const used = Object.values(metafile.outputs).flatMap(output => Object.keys(output.inputs));
	const folders = new Set(used.map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
	const packages = await Promise.all([...folders].map(readPackage));
	packages.sort((a, b) => a.title.localeCompare(b.title, 'en'));

	const refused = packages.filter(({licence}) => !isAllowed(licence));
	if (refused.length > 0) {
		throw new Error(`Not an allowed licence: ${refused.map(({title, licence}) => `${title} (${licence})`).join(', ')}`);
	}

	const line = '-'.repeat(80);
	const sections = packages.map(({title, licence, text}) => `${line}\n${title} (${licence})\n\n${text.trim()}\n`);
	return `create-wasper-azure contains these ${packages.length} packages, each under its own licence.\n\n${sections.join('\n')}`;
}

async function readPackage(folder) {
	const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const {name, version, author} = manifest;
	const licence = manifest.license?.type ?? manifest.license ?? manifest.licenses?.[0]?.type ?? 'none named';
	const texts = (await readdir(folder)).filter(file => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
	const text = (await Promise.all(texts.map(file => readFile(path.join(folder, file), 'utf8')))).join('\n\n');
	const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
	return {title: `${name} ${version}`, licence, text: text || `Carries no licence file. Copyright ${holder}.`};
}

/** `(MIT OR X)` is fine when one side is, `MIT AND X` when both are. */
function isAllowed(licence) {
	const words = licence.replaceAll(/[()]/g, '').split(' AND ');
	return words.every(word => word.split(' OR ').some(name => allowed.has(name.trim())));
}
