import type {ReactNode} from 'react';
import type {Answered} from '../../answers/answers.ts';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {useWizard} from '../context.ts';
import {Failure} from '../parts/failure.tsx';
import {Screen} from '../parts/screen.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {useLookup} from '../use-lookup.ts';
import {usePreview} from '../use-preview.ts';
import {ReviewPages, type ReviewPagesProps} from './review-pages.tsx';

export interface ReviewScreenProps extends Pick<ReviewPagesProps, 'onConfirm'> {
	answered: Answered;
	cached: CachedAnswers;
}

/** Everything before the first change: the answers with their price, the plan, the checks. Any answer can be changed from here. */
export function ReviewScreen({answered, cached, onConfirm}: ReviewScreenProps): ReactNode {
	const {form} = useWizard();
	const preview = usePreview(answered, cached.source);
	const review = useLookup('review', async () => form.review(answered, cached));
	if (review.state === 'ready') {
		return <ReviewPages review={review.value} preview={preview} onConfirm={onConfirm} />;
	}

	return (
		<Screen screen="review" title="Review" keys={[]}>
			{review.state === 'failed' ? <Failure error={review.error} retry={review.retry} /> : <Waiting>Calculating the price</Waiting>}
		</Screen>
	);
}
