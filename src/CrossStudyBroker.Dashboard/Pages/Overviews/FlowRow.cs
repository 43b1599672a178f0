using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Dashboard.Pages.Overviews;

/// <summary>One line of numbers, and the messages that they are about.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Numbers">The numbers.</param>
public sealed record FlowRow(string Label, FlowNumbers Numbers)
{
    /// <summary>True for the sum of the lines below.</summary>
    public bool IsSum { get; init; }

    /// <summary>Sender of all of them, if it is one.</summary>
    public string? Sender { get; init; }

    /// <summary>Recipient of all of them, if it is one.</summary>
    public string? Recipient { get; init; }

    /// <summary>Value of the filter "kind", if it is one kind.</summary>
    public string? Kind { get; init; }

    /// <summary>True for what the broker refused, which never had a recipient.</summary>
    public bool IsRefusedByBroker { get; init; }
}
