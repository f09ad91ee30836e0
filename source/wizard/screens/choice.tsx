import {Box, Text} from 'ink';
import {useState, type ReactNode} from 'react';
import {questions, type QuestionKey} from '../../answers/questions.ts';
import {wrapWords} from '../../terminal/wrap.ts';
import {busyText} from '../choice-sources.ts';
import {useWizard} from '../context.ts';
import {useKeys} from '../keyboard.ts';
import {Message} from '../parts/message.tsx';
import type {Item} from '../parts/rows.ts';
import {Screen, useBodyRows} from '../parts/screen.tsx';
import {SelectList} from '../parts/select-list.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {draftText} from '../session.ts';
import {useValidation} from '../use-validation.ts';
import {DeviceCodeBox, deviceCodeKeys} from './device-code.tsx';

export interface ChoiceScreenProps {
	question: QuestionKey;
	items: readonly Item[];
	/** The row that is proposed. */
	prefill?: string | undefined;
	filter?: boolean;
	/** Lines beneath the list, told about the row under the cursor. */
	renderFooter?: (item: Item | undefined) => ReactNode;
	footerRows?: number;
}

/** A question with a list of answers. */
export function ChoiceScreen({question, items, prefill, filter = false, renderFooter, footerRows = 0}: ChoiceScreenProps): ReactNode {
	const {session, dispatch, theme, layout} = useWizard();
	const {busy, problem, isNews, deviceCode, submit, cancel, clear} = useValidation(question);
	const initial = draftText(session, question) ?? prefill;
	const [current, setCurrent] = useState(() => items.find(({value}) => value === initial) ?? items[0]);
	const [explains, setExplains] = useState(false);
	const rows = useBodyRows();
	const hasUnavailable = items.some(({unavailable}) => unavailable);
	const reason = explains ? current?.unavailable : undefined;
	useKeys((_input, key) => {
		if (key.tab) {
			setExplains(!explains);
		}
	}, hasUnavailable);

	const {text, hint} = questions[question];
	const gap = layout.compact ? 0 : 1;
	const message = problem ?? reason;
	const messageRows = message === undefined ? 0 : wrapWords(message, layout.width - 2).length + gap;
	// In a low window the rows to choose from come first.
	const footer = renderFooter && !(layout.compact && message !== undefined) ? renderFooter(current) : undefined;
	return (
		<Screen
			screen={question}
			title={text}
			hint={hint}
			keys={
				busy
					? deviceCode
						? deviceCodeKeys
						: [['Esc', 'stop']]
					: [
							['Enter', 'choose'],
							[theme.symbols.arrowKeys, 'move'],
							...(hasUnavailable ? [['Tab', 'why not'] as const] : []),
							...(filter ? [['type', 'to filter'] as const] : []),
						]
			}
			onEscape={() => {
				if (busy) {
					cancel();
				}
				return busy;
			}}
		>
			{busy ? (
				deviceCode ? (
					<DeviceCodeBox code={deviceCode} />
				) : (
					<Waiting>{busyText(question)}</Waiting>
				)
			) : (
				<>
					<SelectList
						items={items}
						initial={current?.value ?? initial}
						rows={Math.max(1, rows - messageRows - (footer ? footerRows + gap : 0))}
						filter={filter}
						isQuiet={message !== undefined}
						onMove={item => {
							clear();
							setCurrent(item);
							if (item) {
								dispatch({type: 'draft', key: question, text: item.value});
							}
						}}
						onSelect={item => {
							if (item.unavailable) {
								setCurrent(item);
								setExplains(true);
							} else {
								submit(item.value);
							}
						}}
					/>
					{message !== undefined && (
						<Box flexShrink={0} marginTop={gap}>
							<Message tone={problem === undefined || isNews ? 'note' : 'problem'}>{message}</Message>
						</Box>
					)}
					{footer && (
						<Box flexShrink={0} height={footerRows} flexDirection="column" overflow="hidden" marginTop={gap}>
							{footer}
						</Box>
					)}
					{items.length === 0 && <Text>There is nothing to choose from.</Text>}
				</>
			)}
		</Screen>
	);
}
