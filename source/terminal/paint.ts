import type {WriteStream} from 'node:tty';
import {styleText} from 'node:util';
import {type Line, lineText, type Tone} from './spans.ts';

const looks = {quiet: 'dim', strong: 'bold', good: 'green', bad: 'red', busy: 'cyan', caution: 'yellow'} as const satisfies Partial<
	Record<Tone, Parameters<typeof styleText>[0]>
>;

/** The line as text, in colour where `stream` shows it and nobody asked for none. */
export function paint(line: Line, stream: WriteStream): string {
	return stream.isTTY
		? line.map(({text, tone}) => (tone === 'plain' ? text : styleText(looks[tone], text, {stream}))).join('')
		: lineText(line);
}
