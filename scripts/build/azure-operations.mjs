import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

/**
 * esbuild plugin: Azure's clients bring some hundred and eighty groups of operations, from VPN gateways to ExpressRoute,
 * and load them all. A group whose name appears nowhere in the source is left out, and with it the shapes it alone needs.
 */
export const azureOperations = {
	name: 'Azure operations',
	async setup(build) {
		const words = await wordsOfSource();
		build.onLoad({filter: /@azure\/arm-[\w-]+\/dist\/esm\/classic\/\w+\/index\.js$/}, async ({path: file}) => {
			if (words.has(path.basename(path.dirname(file)))) {
				return undefined;
			}

			const text = await readFile(file, 'utf8');
			const names = Array.from(text.matchAll(/^export function (\w+)/gm), match => match[1]);
			return {contents: names.map(name => `export function ${name}() {}`).join('\n')};
		});
	},
};

async function wordsOfSource() {
	const files = (await readdir('source/azure', {recursive: true})).filter(file => file.endsWith('.ts'));
	const texts = await Promise.all(files.map(file => readFile(path.join('source/azure', file), 'utf8')));
	return new Set(texts.join('\n').match(/\w+/g));
}
