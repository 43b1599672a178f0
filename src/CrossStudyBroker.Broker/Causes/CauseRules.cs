using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Causes;

/// <summary>
/// Which failures belong together: those of one code, found at one step, of one recipient and one message type. Never free text, so that what
/// somebody writes neither splits a group nor shows up in one.
/// </summary>
internal static class CauseRules
{
    /// <summary>The step of what the broker refuses when it takes a message in; the others are who told the state of a delivery.</summary>
    public const string Intake = "intake";

    private const int IdLength = 12;

    /// <summary>States in which a delivery is a member of a cause group.</summary>
    public static short[] Failing { get; } = [.. Enum.GetValues<DeliveryState>().Where(Fails).Select(state => (short)state)];

    /// <summary>Failing states in which nothing is tried any more: an answer was given, and a corrected message is the way on.</summary>
    public static short[] Ended { get; } = [.. Enum.GetValues<DeliveryState>().Where(state => Fails(state) && DeliveryStates.IsFinal(state)).Select(state => (short)state)];

    /// <summary>True for <see cref="Failing"/>.</summary>
    public static bool Fails(DeliveryState state) =>
        state is DeliveryState.Retrying or DeliveryState.Parked or DeliveryState.Refused or DeliveryState.Returned or DeliveryState.Expired;

    /// <summary>True if a delivery that has failed stays in its group: it is only on its way again, and nobody knows yet whether it helps.</summary>
    public static bool Keeps(DeliveryState state) => state is DeliveryState.Queued or DeliveryState.Held;

    /// <summary>True if a message that gets to this state at a recipient makes good what the one that it replaces was refused for.</summary>
    public static bool Corrects(DeliveryState state) => state is DeliveryState.Delivered or DeliveryState.Processed;

    /// <summary>True if a new message is done with as it comes: it reaches nobody.</summary>
    public static bool Corrects(MessageRecord message) => message is { Outcome: MessageOutcome.Accepted, Deliveries.Count: 0, Replaces: not null };

    /// <summary>The group of a delivery that gets a state; null for none.</summary>
    public static string? After(DeliveryState state, string? before, string code, string step, string recipient, string type) =>
        Fails(state) ? Id(code, step, recipient, type)
        : Keeps(state) ? before
        : null;

    /// <summary>The group of a message that the broker refused.</summary>
    public static string? Of(MessageRecord message) => message.Outcome == MessageOutcome.Refused
        ? Id(CodeOf(message), Intake, StoredText.OfOptional(message.Recipient) ?? "", TypeOf(message.Type))
        : null;

    /// <summary>The code of a message that the broker refused.</summary>
    public static string CodeOf(MessageRecord message) => CodeOf(message.Problems.Count > 0 ? message.Problems[0].Code : null);

    /// <summary>The code if it is one of the contract's; recipients may say others.</summary>
    public static string CodeOf(string? code) => code is not null && ProblemCatalogue.Find(code) is not null ? code : ProblemCodes.CodeUnlisted;

    /// <summary>The type if it is one of the contract's; a refused message can say anything.</summary>
    public static string TypeOf(string type) => MessageType.All.ContainsKey(type) ? type : "";

    /// <summary>True for text that can be a group's id.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The same everywhere and for ever; PostgresApplying says it in SQL.</summary>
    public static string Id(string code, string step, string recipient, string type) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{code}\n{step}\n{recipient}\n{type}")))[..IdLength];
}
