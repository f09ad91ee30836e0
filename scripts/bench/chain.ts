interface TimedStep {
	id: string;
	needs: string[];
	seconds: number;
}

interface Chain {
	/** Ids, first to last. */
	steps: string[];
	seconds: number;
}

/** The chain of needs that takes longest; needs that are not among the steps are left out. */
export function longestChain(steps: TimedStep[]): Chain {
	const byId = new Map(steps.map(step => [step.id, step]));
	const known = new Map<string, Chain>();
	const chainTo = (step: TimedStep): Chain => {
		let chain = known.get(step.id);
		if (!chain) {
			const before = longest(step.needs.flatMap(need => byId.get(need) ?? []).map(chainTo));
			chain = {steps: [...before.steps, step.id], seconds: before.seconds + step.seconds};
			known.set(step.id, chain);
		}

		return chain;
	};
	return longest(steps.map(chainTo));
}

function longest(chains: Chain[]): Chain {
	return chains.reduce((a, b) => (b.seconds > a.seconds ? b : a), {steps: [], seconds: 0});
}
