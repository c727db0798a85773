import { Module } from '@nestjs/common';
import { MessagingModule, messagingEntities, messagingMigrations } from '@siger/messaging';
import { ServiceModule } from '@siger/service';
import { Employees1700000000200 } from '../migrations/1700000000200-employees.js';
import { ProfilesEndWithTheEmployee1700000000210 } from '../migrations/1700000000210-profiles-end-with-the-employee.js';
import { ProfilesKnowTheirPlace1700000000220 } from '../migrations/1700000000220-profiles-know-their-place.js';
import { RuleSets1700000000100 } from '../migrations/1700000000100-rule-sets.js';
import { AccessModule } from './access/access.module.js';
import { CompetencyProfile } from './competency/competency.entity.js';
import { CompetencyModule } from './competency/competency.module.js';
import { CorrectionEntity } from './correction/correction.entity.js';
import { CorrectionModule } from './correction/correction.module.js';
import { EmployeeEntity } from './employee/employee.entity.js';
import { EmployeeModule } from './employee/employee.module.js';
import { ImportModule } from './import/import.module.js';
import { PositionEntity } from './position/position.entity.js';
import { PositionModule } from './position/position.module.js';
import { RaterModule } from './rater/rater.module.js';
import { calculators } from './rule/rule.calculators.js';
import { UnitEntity } from './unit/unit.entity.js';
import { UnitModule } from './unit/unit.module.js';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'employees',
      entities: [...messagingEntities, UnitEntity, PositionEntity, EmployeeEntity, CorrectionEntity, CompetencyProfile],
      migrations: [
        ...messagingMigrations,
        RuleSets1700000000100,
        Employees1700000000200,
        ProfilesEndWithTheEmployee1700000000210,
        ProfilesKnowTheirPlace1700000000220,
      ],
      calculators,
    }),
    MessagingModule.forRoot({ service: 'employees' }),
    AccessModule,
    UnitModule,
    PositionModule,
    EmployeeModule,
    RaterModule,
    CorrectionModule,
    ImportModule,
    CompetencyModule,
  ],
})
export class AppModule {}
