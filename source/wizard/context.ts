import {createContext, useContext, type Dispatch} from 'react';
import type {Check} from '../plan/check.ts';
import type {Answers} from '../answers/answers.ts';
import type {Form} from '../answers/form.ts';
import type {CachedAnswers} from '../answers/cached-answers.ts';
import type {NextCommand} from '../answers/existing.ts';
import type {Keyboard} from './root-keyboard.ts';
import type {Layout} from './layout.ts';
import type {Action, Session} from './session.ts';
import type {Theme} from '../terminal/theme.ts';

/** What every screen shares. */
export interface Wizard {
	form: Form<unknown>;
	session: Session;
	dispatch: Dispatch<Action>;
	given: Answers;
	/** There once the target is settled and its world is open. */
	cached?: CachedAnswers;
	keyboard: Keyboard;
	theme: Theme;
	layout: Layout;
	/** Leaves the wizard for another command, which goes on with a deployment that stands. */
	onNextCommand(handover: NextCommand): void;
	/** Every answer is given and confirmed, with the checks that were seen. */
	confirm(checks: readonly Check[] | undefined): void;
	/** Ends the wizard with something that is a bug of ours. */
	fail(error: unknown): void;
}

export const WizardContext = createContext<Wizard | undefined>(undefined);

/** The shared state; for use beneath the app only. */
export function useWizard(): Wizard {
	const wizard = useContext(WizardContext);
	if (!wizard) {
		throw new Error('useWizard is used outside the wizard.');
	}
	return wizard;
}
