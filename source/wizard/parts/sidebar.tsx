import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {describeAnswers} from '../../answers/questions.ts';
import {useWizard} from '../context.ts';
import {cutText} from '../../terminal/text.ts';

/** The answers so far, beside the screen in a wide window. */
export function Sidebar(): ReactNode {
	const {session, theme, layout} = useWizard();
	const answers = describeAnswers(session.answered);
	const width = layout.sidebar - 2;
	return (
		<Box flexDirection="column" width={layout.sidebar} flexShrink={0} overflow="hidden">
			<Text {...theme.dim}>Your answers</Text>
			{answers.length === 0 && <Text {...theme.dim}>none yet</Text>}
			{answers.map(({title, text}) => (
				<Text key={title} wrap="truncate">
					<Text {...theme.good}>{theme.symbols.done} </Text>
					<Text {...theme.dim}>{title.padEnd(20)}</Text>
					{cutText(text, width - 22, theme.symbols.ellipsis)}
				</Text>
			))}
		</Box>
	);
}
