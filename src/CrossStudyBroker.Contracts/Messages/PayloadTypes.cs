using System.Collections.Frozen;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Which record carries the payload of which message type.</summary>
public static class PayloadTypes
{
    /// <summary>Message type to record, for every type of the contract.</summary>
    public static FrozenDictionary<string, Type> All { get; } = new Dictionary<string, Type>
    {
        [MessageType.EnrolmentRequested] = typeof(EnrolmentRequested),
        [MessageType.EnrolmentCancelled] = typeof(EnrolmentCancelled),
        [MessageType.EnrolmentReceived] = typeof(EnrolmentReceived),
        [MessageType.EnrolmentDecided] = typeof(EnrolmentDecided),
        [MessageType.StudyRightChanged] = typeof(StudyRightChanged),
        [MessageType.StudyRightAnswered] = typeof(StudyRightAnswered),
        [MessageType.PersonalDataChanged] = typeof(PersonalDataChanged),
        [MessageType.PersonalDataAnswered] = typeof(PersonalDataAnswered),
        [MessageType.CompletionRecorded] = typeof(CompletionRecorded),
        [MessageType.CompletionAnswered] = typeof(CompletionAnswered),
        [MessageType.OfferingPublished] = typeof(OfferingPublished),
        [MessageType.OfferingWithdrawn] = typeof(OfferingWithdrawn),
        [MessageType.NetworkChanged] = typeof(NetworkChanged),
        [MessageType.Receipt] = typeof(Receipt),
        [MessageType.MessageStatus] = typeof(MessageStatus),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, string> Names = All.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The message type that carries such a payload.</summary>
    /// <exception cref="ArgumentException">The type is no payload record of the contract.</exception>
    public static string NameOf(Type payload) =>
        Names.GetValueOrDefault(payload) ?? throw new ArgumentException($"{payload.Name} is no payload record of the contract.", nameof(payload));
}
