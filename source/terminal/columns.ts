import type {WriteStream} from 'node:tty';

/** Columns of the terminal behind `stream`; 80 for a file, a pipe, or a terminal that doesn't tell its size. */
export function columnsOf(stream: Pick<WriteStream, 'isTTY' | 'columns'>): number {
	return (stream.isTTY && stream.columns) || 80;
}

/** Whether a window is too narrow to put a label and its text side by side. */
export function isNarrow(columns: number): boolean {
	return columns < 60;
}
