import {findPackageJSON, isBuiltin} from 'node:module';
import {readFile} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';

const namespace = 'lazy';

/**
 * esbuild plugin: of a CommonJS package, `await import()` gives only the default export once the bundle is split.
 * This adds the names that Node itself would give, so that the bundle and the source run alike.
 */
export const lazyCommonJs = {
	name: 'lazy CommonJS',
	setup(build) {
		build.onResolve({filter: /^[^./]/, namespace: 'file'}, async ({path, kind, resolveDir}) => {
			if (kind !== 'dynamic-import' || isBuiltin(path)) {
				return undefined;
			}

			const {path: file} = await build.resolve(path, {kind: 'import-statement', resolveDir});
			return file && (await isCommonJs(file)) ? {path, namespace, pluginData: {resolveDir}} : undefined;
		});
		build.onLoad({filter: /.*/, namespace}, async ({path, pluginData}) => {
			const names = Object.keys(await import(path)).filter(name => /^\w+$/.test(name) && name !== 'default' && name !== '__esModule');
			const from = JSON.stringify(path);
			return {
				contents: `export {${names.join(', ')}} from ${from};\nimport * as all from ${from};\nexport default all.default ?? all;`,
				resolveDir: pluginData.resolveDir,
			};
		});
	},
};

async function isCommonJs(file) {
	if (/\.[cm]js$/.test(file)) {
		return file.endsWith('.cjs');
	}

	const manifest = findPackageJSON(pathToFileURL(file));
	return JSON.parse(await readFile(manifest, 'utf8')).type !== 'module';
}
