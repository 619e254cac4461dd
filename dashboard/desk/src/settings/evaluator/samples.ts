import type { EvaluatorDetail } from '../../api/settings'

/** An evaluator as a company has set it, for tests. */
export const EVALUATOR: EvaluatorDetail = {
  version: 3,
  kind: 'openai_compatible',
  model: 'small',
  url: 'https://models.example/v1/chat/completions',
  instructions: 'Call a person for refunds.',
  temperature: 0.2,
  answer_limit: 'max_tokens',
  tool_choice: 'required',
  max_tokens: 800,
  timeout_ms: 10_000,
  input_price: 0.15,
  output_price: 0.6,
  token_budget: 100_000,
  cost_budget_micros: 500_000,
  tools: [
    {
      name: 'order_lookup',
      description: 'Finds an order by its number.',
      url: 'https://shop.example/order',
      parameters: { type: 'object', properties: { order: { type: 'string' } } },
      timeout_ms: 5_000,
    },
  ],
  api_key_set: true,
  tool_signing_key_set: true,
  edited_by: { id: 'agt_ana', name: 'Ana Souza' },
  edited_at: '2026-11-01T10:00:00Z',
  history: [
    {
      version: 3,
      by: { id: 'agt_ana', name: 'Ana Souza' },
      at: '2026-11-01T10:00:00Z',
      changed: ['model', 'api_key'],
    },
  ],
}

/** What nobody has changed yet. */
export const UNTOUCHED: EvaluatorDetail = {
  version: 0,
  kind: 'embedded',
  instructions: '',
  temperature: 0.2,
  max_tokens: 800,
  timeout_ms: 10_000,
  input_price: 0,
  output_price: 0,
  token_budget: 100_000,
  cost_budget_micros: 500_000,
  tools: [],
  api_key_set: false,
  tool_signing_key_set: false,
  edited_by: null,
  edited_at: null,
  history: [],
}
