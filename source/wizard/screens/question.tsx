import {useEffect, useEffectEvent, useState, type ComponentType, type ReactNode} from 'react';
import {prepare} from '../../answers/asking.ts';
import {questions, type QuestionKey} from '../../answers/questions.ts';
import {busyText} from '../choice-sources.ts';
import {useWizard} from '../context.ts';
import {Failure} from '../parts/failure.tsx';
import {Screen} from '../parts/screen.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {mayAnswerItself} from '../session.ts';
import {useLookup} from '../use-lookup.ts';
import {useValidation} from '../use-validation.ts';
import {DeviceCodeBox, deviceCodeKeys} from './device-code.tsx';
import {BudgetScreen, DomainScreen, PasswordScreen, SshFromScreen, TokenScreen} from './fields.tsx';
import {ListScreen} from './lists.tsx';
import {SizeScreen} from './size.tsx';
import {TextScreen} from './text.tsx';

/** One question: tries an answer that needs no asking, then asks. */
export function QuestionScreen({question}: {question: QuestionKey}): ReactNode {
	const {session, given, cached} = useWizard();
	// Decided as the question opens: typing on its screen must not open it again.
	const [mayOpenItself] = useState(() => mayAnswerItself(session, question));
	const mayAuto = mayOpenItself && session.refused[question] === undefined;
	const lookup = useLookup(`${question} ${mayAuto}`, async () =>
		prepare(question, given, {answered: session.answered, ...(cached && {cached})}, mayAuto),
	);

	if (lookup.state === 'ready' && lookup.value.auto !== undefined) {
		return <Unasked question={question} text={lookup.value.auto} />;
	}
	if (lookup.state === 'ready') {
		return <Asked question={question} prefill={lookup.value.prefill} />;
	}
	const {text, hint} = questions[question];
	return (
		<Screen screen={question} title={text} hint={hint} keys={[]}>
			{lookup.state === 'failed' ? <Failure error={lookup.error} retry={lookup.retry} /> : <Waiting>{busyText(question)}</Waiting>}
		</Screen>
	);
}

/** Submits an answer that needs no asking; when it is refused, the question's screen says why. */
function Unasked({question, text}: {question: QuestionKey; text: string}): ReactNode {
	const {deviceCode, submit, cancel} = useValidation(question, 'itself');
	const {dispatch} = useWizard();
	const begin = useEffectEvent(submit);
	useEffect(() => begin(text), [text]);
	const {text: title, hint} = questions[question];
	return (
		<Screen
			screen={question}
			title={title}
			hint={hint}
			keys={deviceCode ? deviceCodeKeys : []}
			onEscape={() => {
				cancel();
				dispatch({type: 'refuse', key: question, problem: 'Cancelled. Choose again.'});
				return true;
			}}
		>
			{deviceCode ? <DeviceCodeBox code={deviceCode} /> : <Waiting>{busyText(question)}</Waiting>}
		</Screen>
	);
}

/** Questions with a screen of their own; the others are a list or a text field. */
const ownScreens: Partial<Record<QuestionKey, ComponentType<{prefill?: string | undefined}>>> = {
	size: SizeScreen,
	cloudflareToken: TokenScreen,
	domain: DomainScreen,
	sshFrom: SshFromScreen,
	ownerPassword: PasswordScreen,
	budget: BudgetScreen,
};

function Asked({question, prefill}: {question: QuestionKey; prefill?: string | undefined}): ReactNode {
	const OwnScreen = ownScreens[question];
	if (OwnScreen) {
		return <OwnScreen prefill={prefill} />;
	}
	const {kind} = questions[question];
	return kind === 'choice' ? (
		<ListScreen question={question} prefill={prefill} />
	) : (
		<TextScreen question={question} prefill={prefill} masked={kind === 'secret'} />
	);
}
