import type {ReactNode} from 'react';
import {useWizard} from '../context.ts';
import {Failure} from '../parts/failure.tsx';
import {Screen} from '../parts/screen.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {useLookup} from '../use-lookup.ts';
import {usePreview} from '../use-preview.ts';
import {ReviewPages} from './review-pages.tsx';

/** Everything before the first change: the answers with their price, the plan, the checks. Any answer can be changed from here. */
export function ReviewScreen(): ReactNode {
	const {form, session, cached} = useWizard();
	const preview = usePreview();
	const review = useLookup('review', async () => {
		if (!cached) {
			throw new Error('The review is shown before everything is answered.');
		}

		return form.review(session.settled, cached);
	});
	if (review.state === 'ready') {
		return <ReviewPages review={review.value} preview={preview} />;
	}

	return (
		<Screen screen="review" title="What will be made" keys={[]}>
			{review.state === 'failed' ? <Failure error={review.error} retry={review.retry} /> : <Waiting>Adding up the prices</Waiting>}
		</Screen>
	);
}
