using Xunit;

namespace CrossStudyBroker.Tests;

/// <summary>
/// For classes that measure (<c>[Collection(typeof(Alone))]</c>): they run after all others and one at a time. Besides taking turns on the processor,
/// tests beside them would keep the runtime compiling, and it does not begin to optimise hot code while it still compiles new code.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
