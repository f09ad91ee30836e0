import {errorChannel} from './debug-channels.ts';
import {fileFailure} from './file-failure.ts';
import {ActionError, CancelledError, OperatorError} from './kinds.ts';

/** Any thrown value as an error with a sentence for the operator; what we did not foresee is a bug of ours. */
export function explain(error: unknown): OperatorError {
	errorChannel.publish(error);
	if (error instanceof OperatorError) {
		return error;
	}

	if (error instanceof Error && error.name === 'AbortError') {
		return new CancelledError({}, {cause: error});
	}

	const failure = fileFailure(error);
	if (failure) {
		return new ActionError(
			{
				code: 'file.unusable',
				cause: `${failure.path ?? 'The output'} can't be used: ${failure.reason}.`,
				outcome: 'Everything created so far was kept.',
				next: 'Put that right, then run the same command again.',
			},
			{cause: error},
		);
	}

	const message = error instanceof Error ? error.message : String(error);
	return new OperatorError(
		'bug',
		{
			code: 'unexpected',
			cause: `Something happened that create-wasper-azure did not foresee: ${message}`,
			next: 'Run the same command again; everything created so far was kept. With --debug it prints where it happened: please report that.',
		},
		{cause: error},
	);
}
