import {Box, Text, useAnimation} from 'ink';
import {useState, type ReactNode} from 'react';
import type {DeviceCode} from '../../answers/world.ts';
import {useWizard} from '../context.ts';

/** The code to type on another device, large, with the time that is left. */
export function DeviceCodeBox({code}: {code: DeviceCode}): ReactNode {
	const {theme, layout} = useWizard();
	const [opened] = useState(() => Date.now());
	const {time} = useAnimation({interval: 1000});
	const seconds = Math.max(0, Math.round((code.expiresAt.getTime() - (opened + time)) / 1000));
	const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	const isLow = layout.compact;
	return (
		<Box flexDirection="column">
			<Text wrap="hard">
				Open <Text bold>{code.verificationUri}</Text>
			</Text>
			<Text>on any device and type this code:</Text>
			<Box
				alignSelf="flex-start"
				marginY={isLow ? 0 : 1}
				paddingX={isLow ? 0 : 3}
				paddingY={isLow ? 0 : 1}
				{...(!isLow && {borderStyle: theme.symbols.rule === '-' ? ('classic' as const) : ('round' as const)})}
			>
				<Text bold {...theme.accent}>
					{code.userCode}
				</Text>
			</Box>
			<Text {...(seconds < 60 ? theme.warning : theme.dim)}>
				{seconds > 0 ? `Waiting for you. The code is good for ${left}.` : 'The code has run out. Esc, and try again.'}
			</Text>
		</Box>
	);
}
