import {useEffect, useEffectEvent, useState, type ReactNode} from 'react';
import {prepare} from '../../answers/prepare.ts';
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

/** One question: tries an answer that was given beforehand, then asks. */
export function QuestionScreen({question}: {question: QuestionKey}): ReactNode {
	const {session, given, cached} = useWizard();
	// Decided as the question opens: typing on its screen must not open it anew.
	const [mayOpenItself] = useState(() => mayAnswerItself(session, question));
	const mayAuto = mayOpenItself && session.refused[question] === undefined;
	const lookup = useLookup(`${question} ${mayAuto}`, async () =>
		prepare(question, given, {settled: session.settled, ...(cached && {cached})}, mayAuto),
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
			{lookup.state === 'failed' ? <Failure error={lookup.error} retry={lookup.retry} /> : <Waiting>One moment</Waiting>}
		</Screen>
	);
}

/** Settles an answer that needs no asking; when it is refused, the question's screen says why. */
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
				dispatch({type: 'refuse', key: question, problem: 'Stopped. Choose again.'});
				return true;
			}}
		>
			{deviceCode ? <DeviceCodeBox code={deviceCode} /> : <Waiting>{busyText(question)}</Waiting>}
		</Screen>
	);
}

function Asked({question, prefill}: {question: QuestionKey; prefill?: string | undefined}): ReactNode {
	switch (question) {
		case 'size':
			return <SizeScreen prefill={prefill} />;
		case 'cloudflareToken':
			return <TokenScreen prefill={prefill} />;
		case 'domain':
			return <DomainScreen prefill={prefill} />;
		case 'sshFrom':
			return <SshFromScreen prefill={prefill} />;
		case 'budget':
			return <BudgetScreen prefill={prefill} />;
		case 'ownerPassword':
			return <PasswordScreen prefill={prefill} />;
		case 'ownerEmail':
			return <TextScreen question={question} prefill={prefill} placeholder="ada@example.com" />;
		case 'target':
		case 'signIn':
		case 'subscription':
		case 'region':
		case 'sshKey':
		case 'currency':
		case 'osDisk':
		case 'ubuntu':
		case 'release':
			return <ListScreen question={question} prefill={prefill} />;
		case 'ownerName':
		case 'certificateContact':
		case 'resourceGroup':
			return <TextScreen question={question} prefill={prefill} />;
	}
}
