using System.Collections.Frozen;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>What the envelope of one message type must and may carry.</summary>
public sealed record MessageType
{
    private const string VersionMark = ".v";

    /// <summary>Full CloudEvents type, such as <c>crossstudy.enrolment.requested.v1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How its recipients are found.</summary>
    public required Recipients Recipients { get; init; }

    /// <summary>True if it answers an earlier message, which <c>inreplyto</c> then names.</summary>
    public bool IsReply { get; init; }

    /// <summary>True if the envelope must name a network (R1).</summary>
    public bool NeedsNetwork { get; init; }

    /// <summary>True if the envelope must name a case.</summary>
    public bool NeedsCase { get; init; }

    /// <summary>True if the home institution sends it; otherwise homes are those who receive it.</summary>
    public bool FromHome { get; init; }

    /// <summary>True if only the broker sends it.</summary>
    public bool FromBroker { get; init; }

    /// <summary>The kind: the part after "crossstudy.".</summary>
    public string Kind => Name.Split('.')[1];

    public const string EnrolmentRequested = "crossstudy.enrolment.requested.v1";
    public const string EnrolmentCancelled = "crossstudy.enrolment.cancelled.v1";
    public const string EnrolmentReceived = "crossstudy.enrolment.received.v1";
    public const string EnrolmentDecided = "crossstudy.enrolment.decided.v1";
    public const string StudyRightChanged = "crossstudy.study-right.changed.v1";
    public const string StudyRightAnswered = "crossstudy.study-right.answered.v1";
    public const string PersonalDataChanged = "crossstudy.personal-data.changed.v1";
    public const string PersonalDataAnswered = "crossstudy.personal-data.answered.v1";
    public const string CompletionRecorded = "crossstudy.completion.recorded.v1";
    public const string CompletionAnswered = "crossstudy.completion.answered.v1";
    public const string OfferingPublished = "crossstudy.offering.published.v1";
    public const string OfferingWithdrawn = "crossstudy.offering.withdrawn.v1";
    public const string NetworkChanged = "crossstudy.network.changed.v1";
    public const string Receipt = "crossstudy.receipt.v1";
    public const string MessageStatus = "crossstudy.message.status.v1";

    /// <summary>Every type the contract has.</summary>
    public static FrozenDictionary<string, MessageType> All { get; } = new MessageType[]
    {
        new() { Name = EnrolmentRequested, Recipients = Recipients.Named, FromHome = true, NeedsNetwork = true, NeedsCase = true },
        new() { Name = EnrolmentCancelled, Recipients = Recipients.Named, FromHome = true, NeedsCase = true },
        new() { Name = EnrolmentReceived, Recipients = Recipients.Named, IsReply = true, NeedsCase = true },
        new() { Name = EnrolmentDecided, Recipients = Recipients.Named, IsReply = true, NeedsCase = true },
        new() { Name = StudyRightChanged, Recipients = Recipients.FromLinks, FromHome = true },
        new() { Name = StudyRightAnswered, Recipients = Recipients.Named, IsReply = true },
        new() { Name = PersonalDataChanged, Recipients = Recipients.FromLinks, FromHome = true },
        new() { Name = PersonalDataAnswered, Recipients = Recipients.Named, IsReply = true },
        new() { Name = CompletionRecorded, Recipients = Recipients.Named },
        new() { Name = CompletionAnswered, Recipients = Recipients.Named, FromHome = true, IsReply = true },
        new() { Name = OfferingPublished, Recipients = Recipients.FromNetworks },
        new() { Name = OfferingWithdrawn, Recipients = Recipients.FromNetworks },
        new() { Name = NetworkChanged, Recipients = Recipients.FromNetworks, FromBroker = true },
        new() { Name = Receipt, Recipients = Recipients.Broker },
        new() { Name = MessageStatus, Recipients = Recipients.Named, FromBroker = true },
    }.ToFrozenDictionary(type => type.Name);

    /// <summary>The served versions of the type that the text names in another one; empty if it names none.</summary>
    public static IReadOnlyList<string> VersionsBeside(string name)
    {
        var version = name.LastIndexOf(VersionMark, StringComparison.Ordinal) + VersionMark.Length;
        return version >= VersionMark.Length && name.Length - version is > 0 and <= 3 && !name.AsSpan(version).ContainsAnyExceptInRange('0', '9')
            ? [.. All.Keys.Where(known => known.AsSpan(0, known.LastIndexOf(VersionMark, StringComparison.Ordinal) + VersionMark.Length).SequenceEqual(name.AsSpan(0, version)))]
            : [];
    }
}
