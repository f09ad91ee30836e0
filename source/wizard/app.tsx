import {useApp, useWindowSize} from 'ink';
import {useEffect, useMemo, useReducer, type ReactNode} from 'react';
import type {Answers, Answered} from '../answers/answers.ts';
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

/** How the wizard ended: everything answered and confirmed, another command chosen, or quit. */
export type WizardEnd = ({answered: Answered; cached: CachedAnswers} & Confirmation) | {nextCommand: NextCommand} | 'quit';

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
		onNextCommand: nextCommand => exit({nextCommand} satisfies WizardEnd),
		fail: error => exit(error instanceof Error ? error : new Error(String(error))),
	};
	const {target} = session.answered;
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

interface WithSourceProps {
	target: 'azure' | 'sandbox';
	openSource: OpenAnswerSource;
	wizard: Wizard;
}

/** Everything after the first question: the source is opened once, then the session says which screen to show. */
function WithSource({target, openSource, wizard}: WithSourceProps): ReactNode {
	const {exit} = useApp();
	const opened = useLookup(`source ${target}`, async () => new CachedAnswers(await openSource(target)));
	const cached = opened.state === 'ready' ? opened.value : undefined;
	const isRegionAsked = wizard.form.keys.includes('region') && wizard.given.region === undefined;
	useEffect(() => {
		// Prefetched for later questions, which report any failure.
		cached?.myAddress().catch(() => undefined);
		cached?.sshKeys().catch(() => undefined);
		if (isRegionAsked) {
			void cached?.regionalPrices();
		}
	}, [cached, isRegionAsked]);

	const {form, session} = wizard;
	const isSignedIn = session.answered.signIn !== undefined;
	useEffect(() => {
		if (isSignedIn && form.existing) {
			void cached?.prefetchDeployments();
		}
	}, [cached, isSignedIn, form]);

	if (opened.state !== 'ready') {
		return (
			<Screen screen="signIn" title={target === 'sandbox' ? 'Starting the rehearsal…' : 'Connecting'} keys={[]}>
				{opened.state === 'failed' ? (
					<Failure error={opened.error} retry={opened.retry} />
				) : (
					<Waiting>{target === 'sandbox' ? 'Starting the sandbox' : 'Loading'}</Waiting>
				)}
			</Screen>
		);
	}
	const shown = route(session);
	const {overridden} = session;
	return (
		<WizardContext value={{...wizard, cached: opened.value}}>
			{shown.screen === 'review' ? (
				<ReviewScreen
					answered={shown.answered}
					cached={opened.value}
					onConfirm={checks => exit({answered: shown.answered, overridden, checks, cached: opened.value} satisfies WizardEnd)}
				/>
			) : shown.screen === 'existing' ? (
				<ExistingScreen />
			) : (
				<QuestionScreen key={`${shown.screen} ${session.history.length}`} question={shown.screen} />
			)}
		</WizardContext>
	);
}
