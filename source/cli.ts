import {readArguments, type Arguments} from './command-line/arguments.ts';
import {helpText, verbHelp} from './command-line/help.ts';
import {verbs} from './commands/verbs.ts';
import {requireHome} from './environment/home.ts';
import {explain} from './errors/explain.ts';
import {describeError} from './errors/describe.ts';
import {cleanLine} from './terminal/text.ts';
import {wrapLine} from './terminal/wrap.ts';

/** Prints an error to stderr in the operator's words; its place in the code only with --debug. Returns the exit code. */
function report(error: unknown, debug: boolean): number {
	const explained = explain(error);
	const {columns} = process.stderr;
	const lines = describeError(explained)
		.split('\n')
		.flatMap(line => (columns ? wrapLine(line, columns - 1) : [cleanLine(line)]));
	process.stderr.write(`${lines.join('\n')}\n`);
	if (debug) {
		process.stderr.write(`${(explained.cause as Error | undefined)?.stack ?? explained.stack ?? ''}\n`);
	}

	return explained.exitCode;
}

async function main(argv: string[]): Promise<number> {
	let parsed: Arguments | undefined;
	try {
		parsed = readArguments(argv, verbs);
		const {verb: name} = parsed;
		if (parsed.flags.help) {
			const verb = argv.includes(name) ? verbs.find(known => known.name === name) : undefined;
			const columns = process.stdout.columns || undefined;
			process.stdout.write(verb ? verbHelp(verb, columns) : helpText(verbs, columns));
			return 0;
		}

		if (parsed.flags.version) {
			const {default: project} = await import('../package.json', {with: {type: 'json'}});
			process.stdout.write(`${project.version}\n`);
			return 0;
		}

		requireHome();
		const {runCommand} = await import('./commands/index.ts');
		return await runCommand(parsed);
	} catch (error) {
		return report(error, parsed?.flags.debug ?? argv.includes('--debug'));
	}
}

// A reader that went away, such as `| head`, or a terminal that was closed is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE' && error.code !== 'EIO') {
			throw error;
		}
	});
}

// What nobody awaited failed: told in words like everything else. Leaving gives the terminal back.
process.on('uncaughtException', error => {
	process.exit(report(error, process.argv.includes('--debug')));
});
process.exitCode = await main(process.argv.slice(2));
// Whatever a library still holds open must not keep the operator's prompt away.
setTimeout(() => process.exit(), 2000).unref();
