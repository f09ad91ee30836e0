import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import type {OperatorError} from '../../errors/kinds.ts';
import {useWizard} from '../context.ts';
import {useKeys} from '../keyboard.ts';
import {Message} from './message.tsx';

/** A lookup that failed: why, what to do, and another try. */
export function Failure({error, retry}: {error: OperatorError; retry(): void}): ReactNode {
	const {theme} = useWizard();
	useKeys((input, key) => {
		if (key.return || input === 'r') {
			retry();
		}
	});
	const {cause, next, evidence = []} = error.explanation;
	return (
		<Box flexDirection="column">
			<Message tone="problem">{cause}</Message>
			{next && <Text>{next}</Text>}
			{evidence.slice(0, 3).map(line => (
				<Text key={line} {...theme.dim} wrap="truncate">
					{line}
				</Text>
			))}
			<Text {...theme.accent}>Enter to try again, Esc to go back.</Text>
		</Box>
	);
}
