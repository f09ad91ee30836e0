import {textWidth} from '../../terminal/text.ts';
import {lineText, type Line} from '../../terminal/spans.ts';

/** How many more rows these lines take once a terminal that wraps them has become `columns` wide. */
export function addedRows(lines: readonly Line[], columns: number): number {
	return lines.reduce((sum, line) => sum + Math.max(0, Math.ceil(textWidth(lineText(line)) / columns) - 1), 0);
}

/** Whether the terminal wraps what is already on the screen when it becomes narrower; xterm, GNU screen and the Linux console cut it. */
export function wrapsOnResize(environment: NodeJS.ProcessEnv): boolean {
	return !environment['XTERM_VERSION'] && !environment['STY'] && environment['TERM'] !== 'linux';
}
