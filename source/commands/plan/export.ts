import {unpriced} from '../../deployment/billing/bill.ts';
import type {Choices} from '../../deployment/choices.ts';
import {describeDeployment, type Deployment} from '../../deployment/deployment.ts';
import type {Backend} from '../../backend/backend.ts';

const formats: Record<string, () => Promise<(deployment: Deployment) => Promise<string>>> = {
	arm: async () => (await import('../../exports/arm.ts')).toArm,
	terraform: async () => (await import('../../exports/terraform.ts')).toTerraform,
};

/** The chosen resources in the words of another tool; holds no secret. */
export async function exportText(format: string, choices: Choices, backend: Backend): Promise<string> {
	const size = await backend.size(choices);
	const write = await formats[format]!();
	return write(describeDeployment(choices, size, {publicKey: ''}, unpriced));
}
