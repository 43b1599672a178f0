using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>People resolve what failed.</summary>
public abstract partial class BrokerBehaviourTests
{
    private static readonly Outcome NeedsAPerson = Outcome.FailedPermanently(ProblemCodes.StudentAmbiguous);

    [Fact]
    public async Task A_failed_enrolment_that_is_retried_after_a_repair_arrives()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), _ => Task.FromResult(NeedsAPerson), _ => Task.FromResult(Outcome.Processed));
        await rig.SendAsync(request);
        await rig.SeesAsync(request, DeliveryState.Parked);

        var result = await ActAsync(rig, request, HaagaHelia, new VerbRequest { Verb = Verb.Retry, Note = "Merged the two identities." });

        Assert.Null(result.Refused);
        var view = await rig.SeesAsync(request, DeliveryState.Processed);
        Assert.Equal(2, view.Deliveries.Single().Attempts);
        Assert.Null(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task A_returned_enrolment_comes_anew_and_those_that_waited_behind_it_follow_R24()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var (request, cancelled, corrected) = (study.Requested(), study.Cancelled(), study.Requested());
        corrected["replaces"] = request.Id();
        rig.At(HaagaHelia).Answers(request.Id(), NeedsAPerson);
        await rig.SendAsync(request);
        await rig.SeesAsync(request, DeliveryState.Parked);
        await rig.SendAsync(cancelled);
        await rig.SeesAsync(cancelled, DeliveryState.Held);

        await ActAsync(rig, request, HaagaHelia, new VerbRequest { Verb = Verb.Return, Code = ProblemCodes.SelectionUnknown, Note = "Ask for the spring realisation." });

        var told = await rig.ToldAsync(request, status => status.State == MessageState.Returned);
        Assert.Equal((ProblemCodes.SelectionUnknown, "Ask for the spring realisation.", HaagaHelia), (told.Codes!.Single().Code, told.Note, told.Recipient));
        await rig.SeesAsync(cancelled, DeliveryState.Processed);
        Assert.Null(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));

        await rig.DeliverAsync(corrected);
        var seen = await rig.Services.GetRequiredService<Resolving>().FindAsync(request.DeliveryIdTo(HaagaHelia), new Actor { Institution = HaagaHelia }, CancellationToken.None);
        Assert.Equal([(corrected.Id(), true)], seen!.Transfer.ReplacedBy.Select(later => (later.MessageId, later.HasSucceeded)));
        Assert.Null(seen.Handling.Turn);
    }

    [Fact]
    public async Task What_is_discarded_or_resolved_elsewhere_is_over_and_tried_no_more()
    {
        var rig = await RetryingAsync();
        foreach (var (verb, state, who) in new[] { (Verb.Discard, DeliveryState.Discarded, Metropolia), (Verb.ResolveElsewhere, DeliveryState.ResolvedElsewhere, HaagaHelia) })
        {
            var request = new CrossStudyCase().Requested();
            rig.At(HaagaHelia).Answers(request.Id(), Outcome.FailedTemporarily(ProblemCodes.RecipientBusy, TimeSpan.FromHours(1)));
            await rig.SendAsync(request);
            await rig.SeesAsync(request, DeliveryState.Retrying);

            await ActAsync(rig, request, who, new VerbRequest { Verb = verb, Note = "Agreed by telephone." });

            var delivery = (await rig.SeesAsync(request, state)).Deliveries.Single();
            Assert.Equal((null, null, ProblemCodes.RecipientBusy), (delivery.DueAt, delivery.PayloadExpiresAt, delivery.Code));
            await rig.ToldAsync(request, status => status.State.ToString() == state.ToString());
        }
    }

    private static async Task<VerbResult> ActAsync(BrokerRig rig, JsonObject message, string who, VerbRequest request) =>
        (await rig.Services.GetRequiredService<Resolving>().ActAsync(message.DeliveryIdTo(HaagaHelia), request, new Actor { Institution = who, Person = "p", Name = "Person" }, CancellationToken.None))!; // who has a part in it
}
