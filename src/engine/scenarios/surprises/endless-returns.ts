// RabbitMQ 4.3 counts failures: what is rejected, not what is handed back. Spring AMQP met it with its next upgrade:
// https://github.com/spring-projects/spring-amqp/issues/3435
import type { Surprise } from './surprise.ts';

export const endlessReturns: Surprise = {
  id: 'endless-returns',
  claim: 'A loop of messages that are handed back never reaches the delivery limit; what is rejected does.',
  scenario: 'endless-returns',
  look: { at: '11h30m', words: 'What is Billing working on?' },
  expect: [
    { lane: 'nack', measure: 'messages.deadLettered', at: '11h59m', is: 0 },
    { lane: 'nack', measure: 'messages.redelivered', at: '11h59m', above: 4000 },
    { lane: 'nack', measure: 'divergent.now', at: '11h59m', above: 200 },
    { lane: 'nack', measure: 'divergent.now', at: '12h10m', below: 10 },
    { lane: 'reject', measure: 'messages.deadLettered', at: '11h59m', above: 30 },
    { lane: 'reject', measure: 'divergent.now', at: '11h59m', below: 60 },
    { lane: 'before', measure: 'messages.deadLettered', at: '11h59m', above: 30 },
    { lane: 'redrive', measure: 'divergent.now', at: '14h', below: 10 },
  ],
};
