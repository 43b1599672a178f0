namespace CrossStudyBroker.Dashboard;
