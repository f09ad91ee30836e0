import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {useWizard} from '../context.ts';
import {fittingPieces} from '../layout.ts';
import type {PageRow} from '../review-rows.ts';

export interface RowWindowProps {
	rows: readonly PageRow[];
	/** Index of the row under the cursor. */
	cursor: number;
	/** Index of the first row that is drawn. */
	start: number;
	/** Lines for rows. */
	room: number;
	/** Beneath the rows, beside how many are out of sight. */
	note?: string | undefined;
}

/** Rows of a page, windowed, with a line that says how many are out of sight. */
export function RowWindow({rows, cursor, start, room, note}: RowWindowProps): ReactNode {
	const {theme, layout} = useWizard();
	const {symbols} = theme;
	const below = rows.length - start - room;
	const hidden = fittingPieces(
		[start > 0 ? `  ${symbols.up} ${start} lines` : '', below > 0 ? `  ${symbols.down} ${below} lines` : '', note ? `  ${note}` : ''],
		'',
		layout.width,
	);
	return (
		<>
			<Box flexDirection="column" flexShrink={0} height={Math.min(room, Math.max(1, rows.length))}>
				{rows.slice(start, start + room).map(({key, pieces, stop}, offset) => {
					const isSelected = start + offset === cursor;
					return (
						<Text key={key} wrap="truncate" {...(isSelected ? theme.accent : {})}>
							{stop ? `${isSelected ? symbols.pointer : ' '} ` : ''}
							{pieces.map(({text, tone}) => (
								<Text key={`${tone} ${text}`} {...(isSelected ? {} : theme[tone])}>
									{text}
								</Text>
							))}
						</Text>
					);
				})}
			</Box>
			<Text {...theme.dim}>{hidden || ' '}</Text>
		</>
	);
}
