import type {Deployment} from '../deployment/deployment.ts';
import {block, Raw, toHcl, type Hcl} from './hcl.ts';
import {parametersOf} from './parameters.ts';
import {exportedResources, Deferred, type ExportedResource, type Value} from './resources.ts';

/** A deployment as Terraform through azapi: the same types, API versions and bodies. */
export async function toTerraform(deployment: Deployment): Promise<string> {
	const resources = await exportedResources(deployment);
	const subscription = `/subscriptions/${deployment.choices.subscription.id}`;
	return [
		`# Machine, network and disks for Wasper at ${deployment.choices.domain}`,
		requirements,
		...Object.entries(parametersOf(deployment)).map(([name, {description, secret, fallback}]) =>
			block('variable', [snake(name)], {
				type: new Raw('string'),
				description,
				...(secret && {sensitive: true, ephemeral: true}),
				...(fallback !== undefined && {default: fallback}),
			}),
		),
		...resources.map((resource, index) => describe(resource, index === 0 ? subscription : new Raw(`${address(resources[0]!.id)}.id`))),
	].join('\n');
}

// Bodies that hold secrets are write-only since azapi 2.5 and Terraform 1.11: they are in no state file.
const requirements = `terraform {
  required_version = ">= 1.11.0"
  required_providers {
    azapi = {
      source  = "Azure/azapi"
      version = "~> 2.5"
    }
  }
}

provider "azapi" {}
`;

function describe(resource: ExportedResource, parent: Hcl): string {
	const {id, type, apiVersion, name, location, tags, body} = resource;
	const [open, secret] = divide(body);
	return block('resource', ['azapi_resource', labelOf(id)], {
		type: `${type}@${apiVersion}`,
		name,
		parent_id: parent,
		location,
		tags: toTerraformValue(tags),
		body: toTerraformValue(open ?? {}),
		...(secret !== undefined && {sensitive_body: toTerraformValue(secret)}),
		// The provider brings schemas of its own, which may be older than these API versions.
		schema_validation_enabled: false,
	});
}

/** What of a body is open, and what holds a secret: the machine's first instructions. */
function divide(value: Value): [open: Value | undefined, secret: Value | undefined] {
	if (value instanceof Deferred) {
		return value.expression.is === 'cloudInit' ? [undefined, value] : [value, undefined];
	}

	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return [value, undefined];
	}

	const parts = Object.entries(value).map(([name, item]) => [name, ...divide(item)] as const);
	const open = parts.flatMap(([name, part]) => (part === undefined ? [] : [[name, part] as const]));
	const secret = parts.flatMap(([name, , part]) => (part === undefined ? [] : [[name, part] as const]));
	return [Object.fromEntries(open), secret.length > 0 ? Object.fromEntries(secret) : undefined];
}

function toTerraformValue(value: Value): Hcl {
	if (Array.isArray(value)) {
		return value.map(item => toTerraformValue(item));
	}

	if (value instanceof Deferred) {
		return new Raw(expressionText(value));
	}

	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toTerraformValue(item)]));
	}

	return value;
}

function expressionText({expression}: Deferred): string {
	switch (expression.is) {
		case 'parameter': {
			return `var.${snake(expression.name)}`;
		}

		case 'id': {
			const own = `${address(expression.of)}.id`;
			return expression.rest ? `"\${${own}}${expression.rest}"` : own;
		}

		case 'cloudInit': {
			return `base64encode(join("\\n", ["#cloud-config", jsonencode(${toHcl(toTerraformValue(expression.content), 4)})]))`;
		}
	}
}

function address(id: string): string {
	return `azapi_resource.${labelOf(id)}`;
}

/** `wasper_vnet` */
function labelOf(id: string): string {
	return id.slice(id.lastIndexOf('/') + 1).replaceAll(/\W/g, '_');
}

function snake(name: string): string {
	return name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
