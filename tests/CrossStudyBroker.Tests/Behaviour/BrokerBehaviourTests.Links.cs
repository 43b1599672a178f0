using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Links: they come with an enrolment, end with its rejection or some time after the study right, and carry R4.</summary>
public abstract partial class BrokerBehaviourTests
{
    private static readonly DateOnly Today = FinnishDay.Of(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Before_the_enrolment_nobody_hears_of_a_student_and_from_then_on_the_target_does_R3_R12_R17()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();

        Assert.Empty((await rig.SubmitAsync(study.StudyRightChange())).Deliveries);
        await rig.DeliverAsync(study.Requested());

        Assert.Equal(HaagaHelia, (await rig.SubmitAsync(study.StudyRightChange())).Deliveries.Single().Recipient);
        Assert.Equal(HaagaHelia, (await rig.SubmitAsync(study.PersonalDataChange())).Deliveries.Single().Recipient);
    }

    [Fact]
    public async Task The_student_is_found_by_any_identity_that_the_enrolment_had_R3()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        await rig.DeliverAsync(study.Requested("valid-full")); // learner number, personal identity code and European Student Identifier
        var change = study.PersonalDataChange();
        change["data"]!["student"]!.AsObject().Remove("learnerNumber");
        change["data"]!["student"]!["personalIdentityCode"] = study.PersonalIdentityCode;

        Assert.Equal(HaagaHelia, (await rig.SubmitAsync(change)).Deliveries.Single().Recipient);
    }

    [Fact]
    public async Task After_a_rejection_the_target_hears_no_more_of_the_student_R3()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        await rig.DeliverAsync(request);

        await rig.DeliverAsync(study.Decided(request, "rejected"));

        Assert.Equal(ProblemCodes.NoRecipients, (await rig.SubmitAsync(study.PersonalDataChange())).Problems.Single().Code);
    }

    [Theory]
    [InlineData(-59, 1)]
    [InlineData(-62, 0)]
    public async Task A_link_ends_sixty_days_after_the_target_study_right(int daysFromToday, int recipients)
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        await rig.DeliverAsync(request);

        await rig.DeliverAsync(study.Decided(request, studyRightEnds: Today.AddDays(daysFromToday)));

        Assert.Equal(recipients, (await rig.SubmitAsync(study.PersonalDataChange())).Deliveries.Count);
    }

    [Fact]
    public async Task A_target_study_right_may_not_end_after_the_home_study_right_as_it_is_now_R4_R17()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        await rig.DeliverAsync(request);
        var cut = study.StudyRightChange();
        var end = DateOnly.Parse(cut["data"]!["homeStudyRight"]!["endDate"]!.GetValue<string>(), null); // the example has it
        await rig.DeliverAsync(cut);

        var tooLong = study.Decided(request, studyRightEnds: end.AddDays(1));
        await rig.SendAsync(tooLong);

        Assert.Equal(ProblemCodes.StudyRightExceedsHome, (await rig.SeesRefusedAsync(tooLong)).Problems.Single().Code);
        await rig.DeliverAsync(study.Decided(request, studyRightEnds: end));
    }
}
