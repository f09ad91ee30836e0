import {Buffer} from 'node:buffer';

interface Template {
	parameters: Record<string, {type: string; defaultValue?: string}>;
	variables: Record<string, unknown>;
	resources: Array<{type: string; apiVersion: string; name: string; dependsOn?: string[]} & Record<string, unknown>>;
}

/** What Azure would make of a template in this group: bodies by id, with API version and the ids that each waits for. */
export function readArm(text: string, group: string, parameters: Record<string, string>) {
	const template = JSON.parse(text) as Template;
	const evaluate = (value: unknown): unknown => {
		if (Array.isArray(value)) {
			return value.map(item => evaluate(item));
		}

		if (typeof value === 'object' && value !== null) {
			return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, evaluate(item)]));
		}

		return typeof value === 'string' && value.startsWith('[') ? call(value) : value;
	};

	const call = (expression: string): unknown => {
		const [, parameter] = /^\[parameters\('(\w+)'\)\]$/.exec(expression) ?? [];
		if (parameter) {
			return parameters[parameter] ?? template.parameters[parameter]?.defaultValue;
		}

		const [, list] = /^\[resourceId\((.*)\)\]$/.exec(expression) ?? [];
		if (list) {
			const [type = '', ...names] = list.split(', ').map(item => item.slice(1, -1));
			const [namespace, ...types] = type.split('/');
			return `${group}/providers/${namespace}/${types.map((part, index) => `${part}/${names[index]}`).join('/')}`;
		}

		if (expression === "[base64(concat('#cloud-config\n', string(variables('cloudInit'))))]") {
			return Buffer.from(`#cloud-config\n${JSON.stringify(evaluate(template.variables['cloudInit']))}`).toString('base64');
		}

		throw new Error(`an expression of another shape: ${expression}`);
	};

	return template.resources.map(({type, apiVersion, name, dependsOn = [], ...body}) => ({
		id: call(`[resourceId('${type}', '${name}')]`) as string,
		apiVersion,
		body: evaluate(body),
		needs: dependsOn.map(need => call(need) as string),
	}));
}
