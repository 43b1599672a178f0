using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Adapters;

/// <summary>
/// What connects one institution's study information system to the broker: one method per type of message that an institution can receive.
/// Write those that the SIS can act upon; the others answer that nobody takes the message, which parks it until a person looks.
/// </summary>
/// <remarks>
/// A delivery may come more than once (after a crash, a timeout, a lost answer), and again while an earlier attempt that ran into its
/// time limit is still going on. The second time nothing may change, and the outcome is the same; <see cref="Delivery{T}.DeliveryId"/> tells.
/// A reply is sent through <see cref="ILane"/> with an id made by <see cref="ReplyId"/>, so that it too may be sent twice.
/// Give an <see cref="Outcome"/> for all that is expected. An exception means "unknown": its text goes nowhere, and the delivery is tried again.
/// Await, never block, and heed the token: it ends an attempt that lasts too long.
/// </remarks>
public interface ISisAdapter
{
    /// <summary>At the target: a student asks for places (R1, R2, R5, R16, R18).</summary>
    Task<Outcome> EnrolmentRequestedAsync(Delivery<EnrolmentRequested> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At the target: a student gives up places (R15, R19, R20).</summary>
    Task<Outcome> EnrolmentCancelledAsync(Delivery<EnrolmentCancelled> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At home: the target has the enrolment, and a person will decide.</summary>
    Task<Outcome> EnrolmentReceivedAsync(Delivery<EnrolmentReceived> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At home: the target has decided, selection by selection. May come again; the newest decision holds.</summary>
    Task<Outcome> EnrolmentDecidedAsync(Delivery<EnrolmentDecided> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At the target: a home study right as it is now (R4, R12, R17).</summary>
    Task<Outcome> StudyRightChangedAsync(Delivery<StudyRightChanged> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At home: what the target did with a changed study right.</summary>
    Task<Outcome> StudyRightAnsweredAsync(Delivery<StudyRightAnswered> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At the target: personal and contact data as they are now (R3).</summary>
    Task<Outcome> PersonalDataChangedAsync(Delivery<PersonalDataChanged> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At home: what the target did with changed personal data.</summary>
    Task<Outcome> PersonalDataAnsweredAsync(Delivery<PersonalDataAnswered> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At home: completions that the target recorded, corrected or removed (R14, R21, R26).</summary>
    Task<Outcome> CompletionRecordedAsync(Delivery<CompletionRecorded> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At the target: what the home did with completions (R27).</summary>
    Task<Outcome> CompletionAnsweredAsync(Delivery<CompletionAnswered> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At every member of a network: what another member offers (R6, R9).</summary>
    Task<Outcome> OfferingPublishedAsync(Delivery<OfferingPublished> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At every member of a network: what another member offers no longer (R7).</summary>
    Task<Outcome> OfferingWithdrawnAsync(Delivery<OfferingWithdrawn> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>At every member of a network: the network as it is now.</summary>
    Task<Outcome> NetworkChangedAsync(Delivery<NetworkChanged> delivery, CancellationToken cancellationToken) => NotTaken();

    /// <summary>How messages that this institution sent are getting on (R24). Advisory: an adapter that has no use for it leaves it.</summary>
    Task<Outcome> StatusChangedAsync(Delivery<MessageStatus> delivery, CancellationToken cancellationToken) => Task.FromResult(Outcome.Processed);

    /// <summary>
    /// Asks the SIS whether it is there, for the desk's connection test: beside the traffic, touching no data. <see cref="Outcome.Processed"/> if it answers,
    /// a failure with its code if not; null, the default, if the adapter cannot tell.
    /// </summary>
    Task<Outcome?> CheckConnectionAsync(CancellationToken cancellationToken) => Task.FromResult<Outcome?>(null);

    private static Task<Outcome> NotTaken() => Task.FromResult(Outcome.FailedPermanently(ProblemCodes.RecipientNotConnected));
}
