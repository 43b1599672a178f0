using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Deliveries;

/// <summary>That a delivery is on its queue is written down while nothing more is known of it.</summary>
public sealed class PublishNotesTests
{
    private static readonly DeliveryChange Published = new() { DeliveryId = Guid.NewGuid(), State = DeliveryState.Queued, At = new DateTimeOffset(2026, 1, 12, 8, 0, 0, TimeSpan.Zero), By = "broker" };

    private readonly PublishNotes _notes = new();

    [Fact]
    public void What_is_on_its_queue_is_noted_once()
    {
        _notes.Expect(Published);
        _notes.Confirm(Published.DeliveryId);

        Assert.Equal([Published with { OnlyPublished = true }], _notes.Take().ToList());
        Assert.Empty(_notes.Take());
    }

    [Fact]
    public void What_is_not_yet_confirmed_is_not_noted()
    {
        _notes.Expect(Published);

        Assert.Empty(_notes.Take());
    }

    [Fact]
    public void An_outcome_after_the_confirmation_makes_the_note_needless()
    {
        _notes.Expect(Published);
        _notes.Confirm(Published.DeliveryId);
        _notes.Drop(Published.DeliveryId);

        Assert.Empty(_notes.Take());
    }

    [Fact]
    public void An_outcome_before_the_confirmation_does_too()
    {
        _notes.Expect(Published);
        _notes.Drop(Published.DeliveryId);
        _notes.Confirm(Published.DeliveryId);

        Assert.Empty(_notes.Take());
    }

    [Fact]
    public void What_is_put_on_its_queue_again_is_noted_again()
    {
        _notes.Expect(Published);
        _notes.Drop(Published.DeliveryId);
        _notes.Expect(Published);
        _notes.Confirm(Published.DeliveryId);

        Assert.Equal([Published.DeliveryId], _notes.Take().Select(note => note.DeliveryId));
    }
}
