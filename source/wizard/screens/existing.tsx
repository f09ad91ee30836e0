import {useEffect, useEffectEvent, type ReactNode} from 'react';
import {adoptedAnswers, decidedBy, freshAnswers, nextCommandOf} from '../../answers/existing.ts';
import type {LocalKey} from '../../answers/answer-source.ts';
import type {ExistingDeployment} from '../../deployment/existing.ts';
import {useWizard} from '../context.ts';
import {Failure} from '../parts/failure.tsx';
import {Screen, useBodyRows} from '../parts/screen.tsx';
import {SelectList} from '../parts/select-list.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {readWish, standingItems} from '../existing-items.ts';
import {useLookup} from '../use-lookup.ts';

const title = 'This stands already. What now?';

/** What stands in the subscription, and what can be done with it; passed over where nothing stands or the flags say which is meant. */
export function ExistingScreen(): ReactNode {
	const {form, given, session, cached, dispatch} = useWizard();
	const {subscription} = session.settled;
	const lookup = useLookup(`standing ${subscription?.id}`, async () => {
		if (!cached || !subscription || !form.onNextCommand) {
			return {deployments: [], keys: []};
		}

		// The next question's answers come meanwhile: where nothing stands, nobody has waited for this.
		cached.regions(subscription.id).catch(() => undefined);
		const [deployments, keys] = await Promise.all([cached.deployments(subscription.id), cached.sshKeys()]);
		return {deployments, keys};
	});
	const decided = lookup.state === 'ready' ? decidedBy(given, lookup.value.deployments, lookup.value.keys) : undefined;
	const decide = useEffectEvent(() => decided && dispatch({type: 'adopt', answers: decided, by: 'itself'}));
	const isDecided = decided !== undefined;
	useEffect(() => {
		if (isDecided) {
			decide();
		}
	}, [isDecided]);

	if (lookup.state === 'ready' && !isDecided) {
		return <ExistingList {...lookup.value} />;
	}

	return (
		<Screen screen="standing" title="What stands already" keys={[]}>
			{lookup.state === 'failed' ? (
				<Failure error={lookup.error} retry={lookup.retry} />
			) : (
				<Waiting>Looking for what stands already</Waiting>
			)}
		</Screen>
	);
}

function ExistingList({deployments, keys}: {deployments: ExistingDeployment[]; keys: LocalKey[]}): ReactNode {
	const {session, dispatch, onNextCommand, theme} = useWizard();
	const rows = useBodyRows();
	const choose = (value: string) => {
		const wish = readWish(value, deployments);
		if (wish.action === 'another') {
			dispatch({type: 'adopt', answers: freshAnswers(deployments), by: 'operator'});
		} else if (wish.action === 'repair') {
			dispatch({type: 'adopt', answers: adoptedAnswers(wish.deployment, keys), by: 'operator'});
		} else {
			onNextCommand(nextCommandOf(wish.action, wish.deployment, session.settled));
		}
	};
	return (
		<Screen
			screen="standing"
			title={title}
			hint={`Found in ${session.settled.subscription?.name} by the tags of this tool.`}
			keys={[
				['Enter', 'choose'],
				[theme.symbols.arrowKeys, 'move'],
			]}
		>
			<SelectList items={standingItems(deployments)} rows={rows} onSelect={({value}) => choose(value)} />
		</Screen>
	);
}
