/** One file of an archive. */
export interface TarFile {
	/** At most a hundred ASCII characters, with forward slashes. */
	path: string;
	content: Buffer;
}

const block = 512;

/** A tar archive (ustar) of these files; the same files give the same bytes: it holds no times, owners or modes of this computer. */
export function tarArchive(files: readonly TarFile[]): Buffer {
	return Buffer.concat([...files.flatMap(({path, content}) => [header(path, content.length), padded(content)]), Buffer.alloc(2 * block)]);
}

function header(path: string, size: number): Buffer {
	if (path.length > 100) {
		throw new Error(`${path} is too long for a tar header`);
	}

	const fields = Buffer.alloc(block);
	fields.write(path, 0);
	fields.write(octal(0o644, 8), 100); // mode
	fields.write(octal(0, 8), 108); // user
	fields.write(octal(0, 8), 116); // group
	fields.write(octal(size, 12), 124);
	fields.write(octal(0, 12), 136); // time
	fields.write(' '.repeat(8), 148); // the checksum counts itself as spaces
	fields.write('0', 156); // a plain file
	fields.write('ustar\u000000', 257);
	const sum = fields.reduce((total, byte) => total + byte, 0);
	fields.write(octal(sum, 8), 148);
	return fields;
}

function octal(value: number, width: number): string {
	return `${value.toString(8).padStart(width - 1, '0')}\0`;
}

function padded(content: Buffer): Buffer {
	return Buffer.concat([content, Buffer.alloc((block - (content.length % block)) % block)]);
}
