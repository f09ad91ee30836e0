import {Text, useAnimation} from 'ink';
import type {ReactNode} from 'react';
import {useWizard} from '../context.ts';

// What takes less than this needs no words; a flash of them would only disturb.
const unnoticed = 200;

/** Says what is being waited for; after three seconds also for how long. */
export function Waiting({children}: {children: string}): ReactNode {
	const {theme} = useWizard();
	const {frame, time} = useAnimation({interval: 100});
	const {spinner} = theme.symbols;
	const seconds = Math.floor(time / 1000);
	if (time < unnoticed) {
		return <Text> </Text>;
	}
	return (
		<Text wrap="wrap">
			<Text {...theme.accent}>{spinner[frame % spinner.length]} </Text>
			{children}
			{seconds >= 3 && <Text {...theme.dim}>{` ${seconds} s`}</Text>}
		</Text>
	);
}
