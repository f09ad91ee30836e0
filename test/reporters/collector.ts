import {Writable} from 'node:stream';

/** Collects what a face writes. */
export class Collector extends Writable {
	text = '';

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
		this.text += chunk.toString();
		done();
	}

	get lines(): string[] {
		return this.text.split('\n').slice(0, -1);
	}
}
