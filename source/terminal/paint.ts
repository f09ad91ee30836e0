import type {WriteStream} from 'node:tty';
import {styleText} from 'node:util';
import {type Line, lineText, type Tone} from './spans.ts';
import {colors} from './theme.ts';

/** The line as text with ANSI styles; without them where `stream` is no terminal or NO_COLOR is set. */
export function paint(line: Line, stream: WriteStream): string {
	return stream.isTTY ? line.map(({text, tone}) => styleText(formats(tone), text, {stream})).join('') : lineText(line);
}

function formats(tone: Tone) {
	const {color, bold, dimColor} = colors[tone];
	return [...(color ? [color] : []), ...(bold ? (['bold'] as const) : []), ...(dimColor ? (['dim'] as const) : [])];
}
