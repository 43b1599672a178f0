using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Dashboard.Api.Transfers;
using CrossStudyBroker.Dashboard.Pages.Transfers;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Pages.Failures;

/// <summary>A verb for several deliveries, as a person sent it by the form of a list, and what became of it.</summary>
public sealed record Selection
{
    /// <summary>Most deliveries of one selection: a page of the list.</summary>
    public const int Most = 25;

    /// <summary>For more than these the person types their number.</summary>
    public const int Small = 10;

    /// <summary>The deliveries.</summary>
    public required IReadOnlyList<Guid> Deliveries { get; init; }

    /// <summary>The verb; null if none was chosen.</summary>
    public Verb? Verb { get; init; }

    /// <summary>What the person wrote.</summary>
    public string Note { get; init; } = "";

    /// <summary>The number the person typed.</summary>
    public string Count { get; init; } = "";

    /// <summary>What is wrong with the form: "none", "verb", "count", or "note"; null if it is right.</summary>
    public string? Fault { get; init; }

    /// <summary>Problem code of what is wrong with the note.</summary>
    public string? NoteCode { get; init; }

    /// <summary>How many were done; null before that.</summary>
    public int? Done { get; init; }

    /// <summary>How many were not, by problem code.</summary>
    public IReadOnlyDictionary<string, int> Refused { get; init; } = new Dictionary<string, int>();

    /// <summary>The verbs that are offered for several at a time; to hand over is decided one by one.</summary>
    public static IReadOnlyList<Verb> Offered { get; } = [.. Enum.GetValues<Verb>().Where(verb => verb != Broker.Resolution.Verb.HandOver)];

    /// <summary>Reads the fields and looks whether they are all there.</summary>
    internal static Selection Of(IFormCollection form)
    {
        var selection = new Selection
        {
            Deliveries = [.. form["delivery"].Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(Most)],
            Verb = VerbReading.Verbs.TryGetValue(form["verb"].ToString(), out var verb) && Offered.Contains(verb) ? verb : null,
            Note = form["note"].ToString().ReplaceLineEndings("\n"),
            Count = form["count"].ToString().Trim(),
        };
        return selection with { Fault = FaultOf(selection) };
    }

    /// <summary>The form for one of the deliveries.</summary>
    internal VerbForm? Of(Guid delivery) => Verb is { } verb ? new VerbForm { DeliveryId = delivery, Verb = verb, Note = Note } : null;

    private static string? FaultOf(Selection selection) =>
        selection.Deliveries.Count == 0 ? "none"
        : selection.Verb is null ? "verb"
        : selection.Deliveries.Count > Small && selection.Count != selection.Deliveries.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) ? "count"
        : null;
}
