import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {wrapWords} from '../../terminal/wrap.ts';
import {useWizard} from '../context.ts';

export interface MessageProps {
	tone: 'problem' | 'note' | 'good';
	children: string;
}

/** One sentence about an answer, marked by a symbol and a colour. */
export function Message({tone, children}: MessageProps): ReactNode {
	const {theme, layout} = useWizard();
	const style = {problem: theme.bad, note: theme.warning, good: theme.good}[tone];
	const symbol = {problem: theme.symbols.failed, note: theme.symbols.note, good: theme.symbols.done}[tone];
	return (
		<Box flexShrink={0}>
			<Box width={2} flexShrink={0}>
				<Text {...style}>{symbol}</Text>
			</Box>
			<Text {...style} wrap="wrap">
				{wrapWords(children, layout.width - 2).join('\n')}
			</Text>
		</Box>
	);
}
