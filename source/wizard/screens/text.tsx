import {Box} from 'ink';
import {useState, type ReactNode} from 'react';
import {questions, type QuestionKey} from '../../answers/questions.ts';
import {busyText} from '../choice-sources.ts';
import {useWizard} from '../context.ts';
import {useKeys} from '../keyboard.ts';
import {Message} from '../parts/message.tsx';
import {Screen} from '../parts/screen.tsx';
import {TextField} from '../parts/text-field.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {draftText} from '../session.ts';
import {useValidation} from '../use-validation.ts';

export interface TextScreenProps {
	question: QuestionKey;
	prefill?: string | undefined;
	/** Shown in the empty field instead of the question's example. */
	placeholder?: string;
	/** Shown while nothing is wrong: a remark on what is typed, or help. */
	remark?: (text: string) => ReactNode;
	masked?: boolean;
	/** Lets Tab show what a masked field holds. */
	canShow?: boolean;
}

/** A question that is answered by typing. */
export function TextScreen({question, prefill, placeholder, remark, masked = false, canShow = false}: TextScreenProps): ReactNode {
	const {session, dispatch, layout} = useWizard();
	const {busy, problem, suggestion, submit, cancel, clear} = useValidation(question);
	const [text, setText] = useState(draftText(session, question) ?? prefill ?? '');
	const [generation, setGeneration] = useState(0);
	const [isShown, setIsShown] = useState(false);

	useKeys((_input, key) => {
		if (key.tab && suggestion !== undefined) {
			change(suggestion);
			setGeneration(generation + 1);
		} else if (key.tab && canShow) {
			setIsShown(!isShown);
		}
	});

	function change(next: string): void {
		clear();
		setText(next);
		dispatch({type: 'draft', key: question, text: next});
	}

	const {text: title, hint, example} = questions[question];
	const more =
		suggestion !== undefined ? [['Tab', `use ${suggestion}`] as const] : canShow ? [['Tab', isShown ? 'hide' : 'show'] as const] : [];
	return (
		<Screen
			screen={question}
			title={title}
			hint={hint}
			keys={busy ? [['Esc', 'stop']] : [['Enter', 'next'], ...more]}
			onEscape={() => {
				if (busy) {
					cancel();
				}
				return busy;
			}}
		>
			<Box flexShrink={0} height={layout.compact ? 1 : 2}>
				<TextField
					key={generation}
					initial={text}
					isActive={!busy}
					masked={masked && !isShown}
					placeholder={placeholder ?? example ?? ''}
					onChange={change}
					onSubmit={submit}
				/>
			</Box>
			{busy && <Waiting>{busyText(question)}</Waiting>}
			{!busy && problem !== undefined && <Message tone="problem">{problem}</Message>}
			{!busy && suggestion !== undefined && <Message tone="note">{`Did you mean ${suggestion}? Press Tab to use it.`}</Message>}
			{!busy && problem === undefined && remark?.(text)}
		</Screen>
	);
}
