using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Offering, and what enrolments and cancellations owe to it.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task Offering_reaches_every_other_member_of_its_network_and_so_does_its_withdrawal_R6_R7()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var withdrawal = study.Withdrawal();
        var offering = study.Offering();
        withdrawal["data"]!["items"]![0]!["id"] = OfferedId(offering);

        foreach (var message in new[] { offering, withdrawal })
        {
            var view = await rig.DeliverAsync(message);
            Assert.Equal([Metropolia, Laurea], view.Deliveries.Select(delivery => delivery.Recipient).Order());
        }
    }

    [Fact]
    public async Task A_dry_run_says_who_would_receive_it_and_sends_nothing_R7()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var dryRun = study.Offering("valid-dry-run");

        await rig.SendAsync(dryRun);

        var told = await rig.ToldAsync(dryRun, status => status.Recipients is not null);
        Assert.Equal([Metropolia, Laurea], told.Recipients!.Order());
        Assert.Equal((MessageState.Accepted, ProblemCodes.DryRun), (told.State, told.Codes!.Single().Code));
        await rig.DeliverAsync(study.Offering()); // later in the same lane, so the first would have arrived
        Assert.Empty(rig.At(Metropolia).CallsFor(dryRun.Id()));
        Assert.Empty((await rig.FindAsync(dryRun.TrackingId()))!.Deliveries);
    }

    [Fact]
    public async Task What_a_dry_run_names_is_not_known_as_offering_afterwards_R7()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var dryRun = study.Offering("valid-dry-run");
        dryRun["data"]!["items"]![0]!["networks"]![0]!["enrollable"] = false;
        await rig.SubmitAsync(dryRun);

        await rig.DeliverAsync(For(study, dryRun));
    }

    [Fact]
    public async Task The_newest_published_enrolment_period_holds_so_late_enrolment_is_done_by_prolonging_it_R2_R9()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var offering = study.Offering();
        await rig.DeliverAsync(OpenUntil(offering, Today.AddDays(-2)));
        var late = For(study, offering);
        await rig.SendAsync(late);
        Assert.Equal((ProblemCodes.EnrolmentClosed, "/data/selections/0/id"), Fault(await rig.SeesRefusedAsync(late)));

        await rig.DeliverAsync(OpenUntil(Newer(offering), Today.AddDays(7)));

        await rig.DeliverAsync(For(study, offering));
    }

    [Fact]
    public async Task An_enrolment_in_offering_of_another_institution_or_of_none_any_more_is_refused_R2()
    {
        var rig = await SharedAsync();
        var offering = new CrossStudyCase(target: Laurea).Offering();
        await rig.DeliverAsync(offering);
        var elsewhere = For(new CrossStudyCase(), offering);
        await rig.SendAsync(elsewhere);
        Assert.Equal(ProblemCodes.OfferingNotOfTarget, Fault(await rig.SeesRefusedAsync(elsewhere)).Code);

        var withdrawal = Newer(new CrossStudyCase(target: Laurea).Withdrawal());
        withdrawal["data"]!["items"]![0]!["id"] = OfferedId(offering);
        await rig.DeliverAsync(withdrawal);

        var gone = For(new CrossStudyCase(target: Laurea), offering);
        await rig.SendAsync(gone);
        Assert.Equal(ProblemCodes.OfferingNotEnrollable, Fault(await rig.SeesRefusedAsync(gone)).Code);
    }

    [Fact]
    public async Task After_the_period_a_student_may_cancel_only_while_not_accepted_and_is_otherwise_told_whom_to_contact_R15()
    {
        var rig = await SharedAsync();
        var offering = new CrossStudyCase().Offering();
        await rig.DeliverAsync(OpenUntil(offering, Today.AddDays(7)));
        var accepted = new CrossStudyCase();
        var waiting = new CrossStudyCase();
        var request = For(accepted, offering);
        await rig.DeliverAsync(request);
        await rig.DeliverAsync(For(waiting, offering));
        await rig.DeliverAsync(accepted.Decided(request));
        await rig.DeliverAsync(For(accepted, offering, accepted.Cancelled())); // still inside the period

        await rig.DeliverAsync(OpenUntil(Newer(offering), Today.AddDays(-2)));

        await rig.DeliverAsync(For(waiting, offering, waiting.Cancelled()));
        var tooLate = For(accepted, offering, accepted.Cancelled());
        await rig.SendAsync(tooLate);
        var refused = await rig.SeesRefusedAsync(tooLate);
        Assert.Equal(ProblemCodes.CancellationTooLate, Fault(refused).Code);
        Assert.Contains("opintotoimisto@haaga-helia.example", refused.Problems[0].Detail, StringComparison.Ordinal);
    }

    private static (string Code, string Pointer) Fault(MessageView view) => (view.Problems.Single().Code, view.Problems[0].Pointer);

    private static string OfferedId(JsonObject offering) => offering["data"]!["items"]![0]!["id"]!.GetValue<string>(); // the examples have an item

    /// <summary>The case's enrolment or cancellation, about this offering.</summary>
    private static JsonObject For(CrossStudyCase study, JsonObject offering, JsonObject? cancellation = null)
    {
        var message = cancellation ?? study.Requested();
        message["data"]!["selections"]![0]!["id"] = OfferedId(offering); // the examples have a selection
        message["data"]![cancellation is null ? "enrolledAt" : "cancelledAt"] = TimeProvider.System.GetUtcNow().ToString("O");
        return message;
    }

    private static JsonObject OpenUntil(JsonObject offering, DateOnly day)
    {
        offering["data"]!["items"]![0]!["enrolmentStart"] = "2020-01-01T00:00:00Z"; // the examples have an item
        offering["data"]!["items"]![0]!["enrolmentEnd"] = day.ToString("O") + "T12:00:00Z";
        return offering;
    }

    /// <summary>The same once more, published now.</summary>
    private static JsonObject Newer(JsonObject message)
    {
        var newer = message.DeepClone().AsObject();
        newer["id"] = Guid.CreateVersion7().ToString();
        newer["time"] = TimeProvider.System.GetUtcNow().ToString("O");
        return newer;
    }
}
