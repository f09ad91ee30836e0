import {Box, Static, Text, useAnimation} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Line} from '../../terminal/spans.ts';
import type {Symbols} from '../../terminal/symbols.ts';
import {frame} from './frame.ts';
import type {ChecklistStore} from './store.ts';
import type {Theme} from '../../terminal/theme.ts';
import {useAnswer} from './use-answer.ts';

export interface ChecklistProps {
	store: ChecklistStore;
	theme: Theme;
	symbols: Symbols;
	/** Called on Ctrl+C while no question is open. */
	interrupt: () => void;
	/** Tells what the live part consists of now. */
	onFrame: (lines: readonly Line[]) => void;
}

const spinnerMilliseconds = 120;

/** Settled lines above, the live part below. */
export function Checklist({store, theme, symbols, interrupt, onFrame}: ChecklistProps) {
	const {view, settled, asked, columns, rows, resizing, now} = useSyncExternalStore(store.subscribe, store.snapshot);
	const live = view !== undefined && view.finished === undefined;
	const {frame: turn} = useAnimation({interval: spinnerMilliseconds, isActive: live});
	useAnswer(store, interrupt);
	const lines = live && !resizing ? frame(view, asked[0], rows, {columns, symbols, now, turn}) : [];
	onFrame(lines);
	return (
		<>
			<Static items={[...settled]}>{(line, index) => <TonedLine key={index} line={line} theme={theme} wrap="wrap" />}</Static>
			<Box flexDirection="column">
				{lines.map((line, index) => (
					<TonedLine key={index} line={line} theme={theme} wrap="truncate" />
				))}
			</Box>
		</>
	);
}

function TonedLine({line, theme, wrap}: {line: Line; theme: Theme; wrap: 'wrap' | 'truncate'}) {
	return (
		<Text wrap={wrap}>
			{line.length === 0
				? ' '
				: line.map(({text, tone}, index) => (
						<Text key={index} {...theme[tone]}>
							{text}
						</Text>
					))}
		</Text>
	);
}
