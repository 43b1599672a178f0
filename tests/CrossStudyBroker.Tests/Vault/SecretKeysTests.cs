using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Tests.Adapters;
using CrossStudyBroker.Tests.Directories;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CrossStudyBroker.Tests.Vault;

/// <summary>The ring in use follows its source.</summary>
public class SecretKeysTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 12, 6, 0, 0, TimeSpan.Zero));
    private readonly ChangingRing _source = new();
    private readonly RecordedLog<SecretKeys> _log = new();

    [Fact]
    public void A_key_that_was_added_seals_a_second_later()
    {
        var keys = Keys();
        var (before, added) = (keys.Sealing.Id, _source.Add());
        Assert.Equal(before, keys.Sealing.Id);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(added, keys.Sealing.Id);
        Assert.NotNull(keys.Find(before));
    }

    [Fact]
    public void A_key_that_was_added_opens_at_once()
    {
        var keys = Keys();
        Assert.NotNull(keys.Find(_source.Add()));
    }

    [Fact]
    public void A_key_that_is_nowhere_is_not_found() => Assert.Null(Keys().Find("00000000"));

    [Fact]
    public void A_destroyed_key_is_forgotten()
    {
        var keys = Keys();
        var first = keys.Sealing.Id;
        _source.Add();
        _source.Keys.RemoveAt(1);

        Assert.Null(keys.Find("00000000")); // has it read again

        Assert.Null(keys.Find(first));
    }

    [Fact]
    public void A_ring_that_cannot_be_read_is_reported_once_and_the_one_before_stays()
    {
        var keys = Keys();
        var before = keys.Sealing.Id;
        _source.Fault = "The file is away.";
        for (var second = 0; second < 5; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(before, keys.Sealing.Id);
        }

        Assert.Contains("The file is away.", Assert.Single(_log.At(LogLevel.Error)));
    }

    [Fact]
    public void A_ring_with_another_hashing_key_is_not_taken()
    {
        var keys = Keys();
        var hashing = keys.Hashing;
        _source.Keys[0] = KeyRing.NewKey();
        var added = _source.Add();

        Assert.Null(keys.Find(added));

        Assert.Equal(hashing, keys.Hashing);
        Assert.Contains("hashing key", Assert.Single(_log.At(LogLevel.Error)));
    }

    private SecretKeys Keys() => new(_source, _clock, _log);

    private sealed class ChangingRing : IKeyRingSource
    {
        public List<string> Keys { get; } = [KeyRing.NewKey(), KeyRing.NewKey()];

        public string? Fault { get; set; }

        public string Add()
        {
            Keys.Add(KeyRing.NewKey());
            return Read().Sealing.Id;
        }

        public KeyRing Read() => Fault is { } fault ? throw new InvalidOperationException(fault) : KeyRing.Parse(string.Join('\n', Keys), "The ring");
    }
}
