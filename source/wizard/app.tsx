import {useApp, useWindowSize} from 'ink';
import {useEffect, useMemo, useReducer, type ReactNode} from 'react';
import type {Answers, Settled} from '../answers/answers.ts';
import type {Confirmation, Form} from '../answers/form.ts';
import {CachedAnswers} from '../answers/cached-answers.ts';
import type {NextCommand} from '../answers/existing.ts';
import type {OpenAnswerSource} from '../answers/answer-source.ts';
import {WizardContext, type Wizard} from './context.ts';
import {useRootKeyboard} from './root-keyboard.ts';
import {layOut} from './layout.ts';
import {Failure} from './parts/failure.tsx';
import {Screen} from './parts/screen.tsx';
import {Waiting} from './parts/waiting.tsx';
import {route} from './router.ts';
import {QuestionScreen} from './screens/question.tsx';
import {ExistingScreen} from './screens/existing.tsx';
import {ReviewScreen} from './screens/review.tsx';
import {reduce, startSession} from './session.ts';
import type {Theme} from '../terminal/theme.ts';
import {useLookup} from './use-lookup.ts';

/** How the wizard ended: everything answered and confirmed, another command wanted, or left. */
export type WizardEnd = ({settled: Settled; cached: CachedAnswers} & Confirmation) | {handover: NextCommand} | 'quit';

export interface AppProps {
	form: Form<unknown>;
	given: Answers;
	overridden?: ReadonlySet<string> | undefined;
	openSource: OpenAnswerSource;
	theme: Theme;
}

/** The root: holds the session, shows the screen that it asks for, and alone ends the app. */
export function App({form, given, overridden, openSource, theme}: AppProps): ReactNode {
	const {exit} = useApp();
	const {columns, rows} = useWindowSize();
	const [session, dispatch] = useReducer(reduce, form.keys, keys => startSession(keys, overridden, given));
	const layout = useMemo(() => layOut(columns, rows), [columns, rows]);
	const keyboard = useRootKeyboard((input, key) => {
		if (key.ctrl && input === 'c') {
			exit('quit' satisfies WizardEnd);
		}
	});
	const wizard: Wizard = {
		form,
		keyboard,
		session,
		dispatch,
		given: {...session.adopted, ...given},
		theme,
		layout,
		confirm: () => undefined,
		onNextCommand: handover => exit({handover} satisfies WizardEnd),
		fail: error => exit(error instanceof Error ? error : new Error(String(error))),
	};
	const {target} = session.settled;
	return (
		<WizardContext value={wizard}>
			{target === undefined ? (
				<QuestionScreen key="target" question="target" />
			) : (
				<WithSource key={target} target={target} openSource={openSource} wizard={wizard} />
			)}
		</WizardContext>
	);
}

interface InWorldProps {
	target: 'azure' | 'sandbox';
	openSource: OpenAnswerSource;
	wizard: Wizard;
}

/** Everything after the first question: the world is opened once, then the session decides. */
function WithSource({target, openSource, wizard}: InWorldProps): ReactNode {
	const {exit} = useApp();
	const opened = useLookup(`source ${target}`, async () => new CachedAnswers(await openSource(target)));
	const cached = opened.state === 'ready' ? opened.value : undefined;
	const isRegionAsked = wizard.form.keys.includes('region') && wizard.given.region === undefined;
	useEffect(() => {
		// Asked ahead, so that the answers are there when their questions come. A failure shows then.
		cached?.myAddress().catch(() => undefined);
		cached?.sshKeys().catch(() => undefined);
		if (isRegionAsked) {
			void cached?.regionalPrices();
		}
	}, [cached, isRegionAsked]);

	const {form, session} = wizard;
	const isSignedIn = session.settled.signIn !== undefined;
	useEffect(() => {
		if (isSignedIn && form.onNextCommand) {
			void cached?.foreseeDeployments();
		}
	}, [cached, isSignedIn, form]);

	if (opened.state !== 'ready') {
		return (
			<Screen screen="signIn" title={target === 'sandbox' ? 'Setting the stage' : 'Connecting'} keys={[]}>
				{opened.state === 'failed' ? (
					<Failure error={opened.error} retry={opened.retry} />
				) : (
					<Waiting>{target === 'sandbox' ? 'Starting the sandbox' : 'Loading'}</Waiting>
				)}
			</Screen>
		);
	}
	const screen = route(session);
	const inner: Wizard = {
		...wizard,
		cached: opened.value,
		confirm(checks) {
			const {settled, overridden} = session;
			exit({settled, overridden, checks, cached: opened.value} satisfies WizardEnd);
		},
	};
	return (
		<WizardContext value={inner}>
			{screen === 'review' ? (
				<ReviewScreen />
			) : screen === 'standing' ? (
				<ExistingScreen />
			) : (
				<QuestionScreen key={`${screen} ${session.history.length}`} question={screen} />
			)}
		</WizardContext>
	);
}
