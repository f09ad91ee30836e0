import {createReadStream} from 'node:fs';
import {text} from 'node:stream/consumers';

/** A file is larger than what is expected in it ever is. */
export class TooLarge extends Error {}

/** The text of a file or pipe, of which no more than `limit` bytes are ever held. Throws TooLarge, or what reading throws. */
export async function readSmallFile(path: string, limit: number): Promise<string> {
	const stream = createReadStream(path, {end: limit});
	const content = await text(stream);
	if (stream.bytesRead > limit) {
		throw new TooLarge(`${path} is larger than ${limit} bytes`);
	}

	return content;
}
