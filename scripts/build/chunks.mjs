import path from 'node:path';

/**
 * Gives the bundle's lazy chunks names that a person can read: a package by its name, our own module by room and file,
 * a shared chunk by the largest thing in it. Returns text by path inside dist.
 */
export function nameChunks({outputFiles, metafile}) {
	const names = new Map();
	for (const [file, output] of Object.entries(metafile.outputs)) {
		if (file.startsWith('dist/chunks/')) {
			names.set(path.basename(file, '.js'), unique(nameOf(output), names));
		}
	}

	const rename = text => text.replaceAll(/(?<=\/)[\w.-]+-[A-Z\d]{8}(?=\.js\b)/g, name => names.get(name) ?? name);
	const dist = path.resolve('dist');
	return outputFiles.map(({path: file, text}) => {
		const relative = path.relative(dist, file).split(path.sep).join('/');
		return [rename(`/${relative}`).slice(1), rename(text)];
	});
}

function nameOf({entryPoint, inputs}) {
	const [largest] = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)[0] ?? ['shared'];
	const file = entryPoint ?? largest;
	const lazy = /^lazy:(?:@[^/]+\/)?([^/]+)/.exec(file);
	const inPackage = /.*node_modules\/(?:@[^/]+\/)?([^/]+)/.exec(file);
	const inRoom = /^source\/(.*)\.\w+$/.exec(file);
	return lazy?.[1] ?? inPackage?.[1] ?? inRoom?.[1].replaceAll('/', '-') ?? path.basename(file).replace(/\W+/g, '-');
}

function unique(name, names) {
	const taken = new Set(names.values());
	let candidate = name;
	for (let count = 2; taken.has(candidate); count++) {
		candidate = `${name}-${count}`;
	}

	return candidate;
}
