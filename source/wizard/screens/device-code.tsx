import {Box, Text, useAnimation, useStdout} from 'ink';
import {useState, type ReactNode} from 'react';
import {wrapWords} from '../../terminal/wrap.ts';
import type {DeviceCode} from '../../answers/answer-source.ts';
import {useWizard} from '../context.ts';
import {useKeys} from '../keyboard.ts';
import {largeText} from '../large-text.ts';

/** Keys of a screen that shows a code. */
export const deviceCodeKeys = [
	['Esc', 'stop'],
	['c', 'copy'],
] as const;

/** The code to type on another device, large, with the time that is left; C hands it to the terminal's clipboard. */
export function DeviceCodeBox({code}: {code: DeviceCode}): ReactNode {
	const {theme, layout} = useWizard();
	const {stdout} = useStdout();
	const [opened] = useState(() => Date.now());
	const [isCopied, setIsCopied] = useState(false);
	const {time} = useAnimation({interval: 1000});
	useKeys((input, key) => {
		if (input === 'c' && !key.ctrl) {
			stdout.write(copy(code.userCode));
			setIsCopied(true);
		}
	});

	const seconds = Math.max(0, Math.round((code.expiresAt.getTime() - (opened + time)) / 1000));
	const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	const large = layout.compact ? undefined : largeText(code.userCode, theme.symbols.full);
	const broken = (text: string) => wrapWords(text, layout.width).join('\n');
	return (
		<Box flexDirection="column">
			<Text wrap="hard">
				Open <Text bold>{code.verificationUri}</Text>
			</Text>
			<Text>
				on any device and enter{' '}
				<Text bold {...theme.accent}>
					{code.userCode}
				</Text>
			</Text>
			{large && large[0]!.length <= layout.width && (
				<Box flexDirection="column" marginTop={1} {...(seconds > 0 && {marginBottom: 1})}>
					{large.map((line, index) => (
						<Text key={`${index} ${line}`} {...(seconds > 0 ? theme.accent : theme.dim)}>
							{line}
						</Text>
					))}
				</Box>
			)}
			<Text {...(seconds < 60 ? theme.warning : theme.dim)}>
				{broken(seconds > 0 ? `Waiting for you. The code is valid for ${left}.` : 'The code has expired. Press Esc and try again.')}
			</Text>
			{isCopied && seconds > 0 && <Text {...theme.good}>{broken('Copied, if your terminal lets programs do that.')}</Text>}
		</Box>
	);
}

/** OSC 52: the terminal puts it on the operator's clipboard, over SSH too. */
function copy(text: string): string {
	return `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
}
