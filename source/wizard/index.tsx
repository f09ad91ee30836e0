import type {Given} from '../answers/answers.ts';
import type {Form} from '../answers/form.ts';
import type {OpenAnswerSource} from '../answers/answer-source.ts';
import type {WizardEnd} from './app.tsx';
import {recordLines} from './record.ts';
import {onEndRequest} from '../terminal/end-requests.ts';
import {chooseTheme} from '../terminal/theme.ts';

export interface WizardOptions<Result> {
	/** The questions, and what their answers add up to. */
	form: Form<Result>;
	given: Given;
	/** Ids of checks that are overridden from the start. */
	overridden?: ReadonlySet<string> | undefined;
	/** Opens the source for the target that the operator chooses. */
	openSource: OpenAnswerSource;
	/** Called once the first screen is drawn: the time to load what later screens need. */
	whenShown?(): void;
	environment?: NodeJS.ProcessEnv;
	stdin?: NodeJS.ReadStream;
	stdout?: NodeJS.WriteStream;
}

const enterAlternateScreen = '\u001B[?1049h\u001B[2J\u001B[H';
const leaveAlternateScreen = '\u001B[?1049l';

/**
 * Asks everything that is not given yet, in a terminal, and has it confirmed.
 * The terminal is handed back before this returns, with a record of the answers (never a secret) left above.
 */
export async function runWizard<Result>({
	form,
	given,
	overridden,
	openSource,
	whenShown,
	environment = process.env,
	stdin = process.stdin,
	stdout = process.stdout,
}: WizardOptions<Result>): Promise<Result | 'quit'> {
	const [{render}, {App}, {createElement}] = await Promise.all([import('ink'), import('./app.tsx'), import('react')]);
	const theme = chooseTheme(environment);
	const leave = () => stdout.write(leaveAlternateScreen);

	// The wizard has the window to itself: a resize can't leave pieces of old frames behind.
	stdout.write(enterAlternateScreen);
	process.once('exit', leave);
	// Before the first frame: a key pressed while the terminal still edits lines would be lost.
	stdin.setRawMode?.(true);
	const app = render(createElement(App, {form, given: given.answers, overridden, openSource, theme}), {
		stdin,
		stdout,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	void app.waitUntilRenderFlush().then(() => whenShown?.());
	const stopListening = onEndRequest(() => app.unmount());
	let end: WizardEnd | undefined;
	try {
		// Ink hands on what the app exits with; an unmount from outside gives nothing.
		end = (await app.waitUntilExit()) as WizardEnd | undefined;
	} finally {
		stopListening();
		process.off('exit', leave);
		leave();
	}

	if (end === undefined || end === 'quit') {
		stdout.write('Wizard closed. Nothing was created.\n');
		return 'quit';
	}
	if ('nextCommand' in end) {
		return form.existing?.onNextCommand(end.nextCommand) ?? 'quit';
	}

	stdout.write(`${recordLines(end.answered, theme.symbols.done, stdout.columns).join('\n')}\n\n`);
	return form.finish(end.answered, end.cached.source, end);
}
