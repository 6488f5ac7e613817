import { useIsMutating, useMutation } from '@tanstack/vue-query'
import { expect, test } from 'vitest'
import { setUp } from '../test/setup.ts'

test('sends the variables as the input and gives the output', async () => {
  const { trpc, queryClient, run } = await setUp()
  const { mutateAsync } = run(() => useMutation(trpc.chat.rename.mutationOptions(), queryClient))
  expect(await mutateAsync({ id: 'a', title: 'محادثة' })).toEqual({ id: 'a', title: 'محادثة', renamedAt: new Date(1) })
})

test('calls without input', async () => {
  const { trpc, queryClient, run } = await setUp()
  const { mutateAsync } = run(() => useMutation(() => trpc.chat.clear.mutationOptions(), queryClient))
  expect(await mutateAsync()).toEqual({ cleared: true })
})

test('is found by its key, and its callbacks get typed results and errors', async () => {
  const { trpc, queryClient, run } = await setUp()
  const seen: unknown[] = []
  const { mutateAsync } = run(() => useMutation(trpc.chat.rename.mutationOptions({
    onMutate: ({ title }) => ({ before: title }),
    onError: (error, _input, result) => seen.push(error.data?.reason, result?.before),
  }), queryClient))
  const mutating = run(() => useIsMutating({ mutationKey: trpc.chat.rename.mutationKey() }, queryClient))
  const renamed = mutateAsync({ id: 'a', title: '' })
  await expect.poll(() => mutating.value).toBe(1)
  await expect(renamed).rejects.toThrow()
  expect(seen).toEqual(['INTERNAL', ''])
})

test('passes context to the links', async () => {
  const { trpc, queryClient, contexts, run } = await setUp()
  const options = trpc.chat.clear.mutationOptions({ trpc: { context: { quiet: true } } })
  await run(() => useMutation(options, queryClient)).mutateAsync()
  expect(contexts).toEqual([{ quiet: true }])
})
