import {useApp, useWindowSize} from 'ink';
import {useEffect, useMemo, useReducer, type ReactNode} from 'react';
import type {Answers, Settled} from '../answers/answers.ts';
import type {Confirmation, Form} from '../answers/form.ts';
import {Lookups} from '../answers/lookups.ts';
import type {Handover} from '../answers/standing.ts';
import type {OpenWorld} from '../answers/world.ts';
import {WizardContext, type Wizard} from './context.ts';
import {useRootKeyboard} from './keyboard.ts';
import {layOut} from './layout.ts';
import {Failure} from './parts/failure.tsx';
import {Screen} from './parts/screen.tsx';
import {Waiting} from './parts/waiting.tsx';
import {route} from './router.ts';
import {QuestionScreen} from './screens/question.tsx';
import {StandingScreen} from './screens/standing.tsx';
import {ReviewScreen} from './screens/review.tsx';
import {reduce, startSession} from './session.ts';
import type {Theme} from './theme.ts';
import {useLookup} from './use-lookup.ts';

/** How the wizard ended: everything answered and confirmed, another command wanted, or left. */
export type WizardEnd = ({settled: Settled; lookups: Lookups} & Confirmation) | {handover: Handover} | 'quit';

export interface AppProps {
	form: Form<unknown>;
	given: Answers;
	overridden?: ReadonlySet<string> | undefined;
	openWorld: OpenWorld;
	theme: Theme;
}

/** The root: holds the session, shows the screen that it asks for, and alone ends the app. */
export function App({form, given, overridden, openWorld, theme}: AppProps): ReactNode {
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
		handOver: handover => exit({handover} satisfies WizardEnd),
		fail: error => exit(error instanceof Error ? error : new Error(String(error))),
	};
	const {target} = session.settled;
	return (
		<WizardContext value={wizard}>
			{target === undefined ? (
				<QuestionScreen key="target" question="target" />
			) : (
				<InWorld key={target} target={target} openWorld={openWorld} wizard={wizard} />
			)}
		</WizardContext>
	);
}

interface InWorldProps {
	target: 'azure' | 'sandbox';
	openWorld: OpenWorld;
	wizard: Wizard;
}

/** Everything after the first question: the world is opened once, then the session decides. */
function InWorld({target, openWorld, wizard}: InWorldProps): ReactNode {
	const {exit} = useApp();
	const opened = useLookup(`world ${target}`, async () => new Lookups(await openWorld(target)));
	const lookups = opened.state === 'ready' ? opened.value : undefined;
	const isRegionAsked = wizard.form.keys.includes('region') && wizard.given.region === undefined;
	useEffect(() => {
		// Asked ahead, so that the answers are there when their questions come. A failure shows then.
		lookups?.myAddress().catch(() => undefined);
		lookups?.sshKeys().catch(() => undefined);
		if (isRegionAsked) {
			void lookups?.regionalPrices();
		}
	}, [lookups, isRegionAsked]);

	const {form, session} = wizard;
	const isSignedIn = session.settled.signIn !== undefined;
	useEffect(() => {
		if (isSignedIn && form.handOver) {
			void lookups?.foreseeDeployments();
		}
	}, [lookups, isSignedIn, form]);

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
		lookups: opened.value,
		confirm(checks) {
			const {settled, overridden} = session;
			exit({settled, overridden, checks, lookups: opened.value} satisfies WizardEnd);
		},
	};
	return (
		<WizardContext value={inner}>
			{screen === 'review' ? (
				<ReviewScreen />
			) : screen === 'standing' ? (
				<StandingScreen />
			) : (
				<QuestionScreen key={`${screen} ${session.history.length}`} question={screen} />
			)}
		</WizardContext>
	);
}
